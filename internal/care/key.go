package care

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"reflect"
	"slices"
)

// digest stands for the content that it was made of.
type digest [sha256.Size]byte

// keyOf is the mark of the content of values: two marks are the same only where
// every number, text, length and type is. They must hold no pointers, which
// would stand for their address; a test sees to it.
func keyOf(values ...any) digest {
	b := make([]byte, 0, 32<<10) // a year of entries; more makes room for itself
	for _, v := range values {
		at := reflect.ValueOf(v)
		b = appendContent(appendText(b, at.Type().String()), at)
	}
	return sha256.Sum256(b)
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendContent writes what a value holds, each length before its parts. What
// is nil differs from what is empty.
func appendContent(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.String:
		return appendText(b, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			b = appendContent(b, v.Field(i))
		}
		return b
	case reflect.Slice:
		if v.IsNil() {
			return append(b, 0)
		}
		b = binary.AppendUvarint(b, uint64(v.Len())+1)
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			b = appendContent(b, v.Index(i))
		}
		return b
	case reflect.Map:
		if v.IsNil() {
			return append(b, 0)
		}
		b = binary.AppendUvarint(b, uint64(v.Len())+1)
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return cmp.Compare(x.String(), y.String()) })
		for _, k := range keys {
			b = appendContent(appendText(b, k.String()), v.MapIndex(k))
		}
		return b
	default:
		panic("care: a " + v.Type().String() + " cannot stand in a key")
	}
}
