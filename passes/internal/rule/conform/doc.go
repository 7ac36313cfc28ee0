// Package conform compares the bodies that are sent as JSON with the schemas that they
// should have, and says what is wrong with them. What is not known of a body conforms.
package conform
