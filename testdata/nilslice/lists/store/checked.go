package store

import "errors"

// ErrName says that a name cannot be.
var ErrName = errors.New("no such name")

func check(name string) (mistakes []string, err error) {
	switch name {
	case "fine":
		return nil, nil
	case "":
		return append(mistakes, "name"), ErrName
	}
	return nil, ErrName
}

// Rename returns what is wrong with a name beside the error, and no list without one.
func Rename(name string) (mistakes []string, err error) {
	mistakes, err = check(name)
	if err != nil {
		return mistakes, err
	}
	return nil, save(name)
}

// Mistakes returns the list also where there is no error.
func Mistakes(name string) (mistakes []string, err error) {
	mistakes, err = check(name)
	if err == nil {
		return mistakes, err
	}
	return []string{name}, err
}

func save(name string) error {
	if name == "x" {
		return ErrName
	}
	return nil
}
