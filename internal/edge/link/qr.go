package link

import (
	"fmt"

	qr "github.com/piglig/go-qr"
)

// Squares is a QR code: rows of dark (true) and light squares.
func Squares(text string) ([][]bool, error) {
	code, err := qr.EncodeText(text, qr.Medium)
	if err != nil {
		return nil, fmt.Errorf("draw the QR code: %w", err)
	}
	rows := make([][]bool, code.Size())
	for y := range rows {
		rows[y] = make([]bool, code.Size())
		for x := range rows[y] {
			rows[y][x] = code.Module(x, y)
		}
	}
	return rows, nil
}
