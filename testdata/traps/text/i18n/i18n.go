// Package i18n translates texts.
package i18n

// A Catalogue has the texts of one language by their key.
type Catalogue map[string]string

// Text returns the text of a key, or the key.
func (c Catalogue) Text(key string) string {
	if s, ok := c[key]; ok {
		return s
	}
	return key
}
