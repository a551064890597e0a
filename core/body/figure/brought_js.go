package figure

// brought are the figures that came with the person: a browser takes one of
// them along, and not all.
var brought = map[string]string{}

// Bring gives the text of a figure. It must come before the first picture;
// every other name stands for it, too.
func Bring(name, text string) {
	brought[name] = text
	if name != Names[0] {
		brought[Names[0]] = text
	}
}

// Text is a figure as its file has it, "" when it was not brought.
func Text(name string) string { return brought[name] }
