package knowledge

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// textOf writes a plain value, or a list of them joined by "; ".
func textOf(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int64, reflect.Int32:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Slice, reflect.Array:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = textOf(v.Index(i))
		}
		return strings.Join(parts, "; ")
	case reflect.Map:
		var parts []string
		for _, k := range mapKeys(v) {
			parts = append(parts, k.String()+" = "+textOf(v.MapIndex(k)))
		}
		return strings.Join(parts, "; ")
	}
	return ""
}

// mapKeys are the keys of a map of strings, sorted.
func mapKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}

// MarshalJSON writes the record with the names of its file, fields in file
// order, empty ones left out.
func (r Row) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	if err := writeJSON(&b, r.v); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

func writeJSON(b *strings.Builder, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Struct:
		b.WriteByte('{')
		first := true
		var fields func(v reflect.Value) error
		fields = func(v reflect.Value) error {
			for i := range v.NumField() {
				f := v.Type().Field(i)
				tag := f.Tag.Get("toml")
				if f.Anonymous {
					if err := fields(v.Field(i)); err != nil {
						return err
					}
					continue
				}
				if tag == "" || v.Field(i).IsZero() {
					continue
				}
				if !first {
					b.WriteByte(',')
				}
				first = false
				b.WriteString(strconv.Quote(tag) + ":")
				if err := writeJSON(b, v.Field(i)); err != nil {
					return err
				}
			}
			return nil
		}
		if err := fields(v); err != nil {
			return err
		}
		b.WriteByte('}')
	case reflect.Slice, reflect.Array:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeJSON(b, v.Index(i)); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	default:
		raw, err := json.Marshal(v.Interface())
		if err != nil {
			return err
		}
		b.Write(raw)
	}
	return nil
}

// JSON writes a value of a record with the names of its file.
func JSON(v reflect.Value) (string, error) {
	var b strings.Builder
	err := writeJSON(&b, v)
	return b.String(), err
}
