package knowledge

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

// enoughWords is from how many words on a reading age means something.
const enoughWords = 30

var (
	// sides are the words of anatomists; people say left, right, inner, outer,
	// front and back.
	sides = regexp.MustCompile(`(?i)\b(ipsilateral(ly)?|contralateral(ly)?|(bi|uni)lateral(ly)?|proximal(ly)?|distal(ly)?|caudal|cranial|dorsal|ventral|R/L|L/R)\b|\([LR]\)`)
	// goods are names of products and shops, and the words of an advertisement.
	goods = regexp.MustCompile(`(?i)[®™]|\b(thera ?gun|theracane|hypervolt|tempur|voltaren|voltarol|ben ?gay|bio ?freeze|tiger balm|deep heat|icy hot|advil|tylenol|aleve|nurofen|motrin|salonpas|botox|dysport|amazon|walmart|order now|buy now|free shipping|add to cart|discount|coupon|best price|money back)\b`)
)

// wordStyle checks everything of a file that people read: reading age, sides
// in words, no goods, no verdict. What is written for clinicians may be harder
// and may use their words.
func (c *checker) wordStyle(f *parsed) {
	eachList(reflect.ValueOf(&f.file).Elem(), func(kind string, list reflect.Value) {
		for n := range list.Len() {
			v := list.Index(n)
			c.at(f, kind, n, idOf(v))
			if r := v.FieldByName("Record"); r.IsValid() && kind != "trait" { // engine.toml says at its head what its numbers rest on
				c.footing(r.Interface().(Record))
			}
			if x, ok := v.Interface().(Finding); ok && x.Who == "clinician" {
				c.words(v, kind, false)
			} else {
				c.words(v, kind, true)
			}
		}
	})
}

func (c *checker) words(v reflect.Value, kind string, people bool) {
	var all []string
	for _, field := range wording[kind] {
		textsAt(v, strings.Split(field, "."), func(text string) {
			if text == "" {
				return
			}
			if bad := goods.FindString(text); bad != "" {
				c.fault(bad, fmt.Sprintf("%s names goods or a shop: %q", field, bad), "say what it is, not who sells it")
			}
			if bad := verdicts.FindString(text); bad != "" {
				c.fault(bad, fmt.Sprintf("%q says more than anybody can know", bad), "write \"may\" or \"consistent with\"")
			}
			if bad := sides.FindString(text); people && bad != "" && !(kind == "muscle" && field == "name") { // a name may carry its Latin
				c.fault(bad, fmt.Sprintf("%s says %q", field, bad), "write left, right, same side, other side, inner, outer, front or back")
			}
			if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "!") {
				text += "."
			}
			all = append(all, text)
		})
	}
	text := strings.Join(all, " ")
	if age := ReadingAge(text); people && len(strings.Fields(text)) >= enoughWords && age > MostReadingAge {
		c.fault("", fmt.Sprintf("its text needs a reading age of %.1f years", age), fmt.Sprintf("shorter sentences and words, for %d", MostReadingAge))
	}
}
