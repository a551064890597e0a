package locale

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Spanish says usted to the reader everywhere, as health services do. These
// are the words that say tú.

// toYou are pronouns and forms of verbs that are said only to a tú.
var toYou = strings.Fields(`tú tu tus te ti contigo tuyo tuya tuyos tuyas vos vosotros vuestro vuestra
	puedes podrás podrías puedas tienes tendrás tendrías tengas tenías quieres querrás querrías quieras querías eres serás serías eras
	estás estarás estés estabas debes deberías sabes sabrás sepas harás hagas hacías vas irás vayas vienes vendrás vengas pones pondrás pongas
	dices dirás digas ves verás veas sientes sentirás sientas notes usas uses mueves muevas dejes dejas llevas lleves necesitas necesites
	marcaste dibujaste apuntas anotas anotes aprietas aprietes empiezas empieces terminas termines eliges elijas escribes escribas respondes respondas
	lees leas abres abras cierras vuelves vuelvas tomas tomes bebas duermes duermas trabajas trabajes
	repites repitas conoces conozcas ahorras ahorres planeas planees juegas juegues intentas intentes pulsa elige haz mantenlo llévatelo`)

// asked are the commands to a tú. Most sound like what somebody else does
// ("marca" is also "he marks"), so they count at the start of a sentence only,
// and those that are nouns as well (prueba, carga, nota, para) do not count.
var asked = strings.Fields(`abre acerca acuesta acepta adapta afloja agacha agarra aguanta añade anota apaga apoya aprieta apunta atiende avisa aplica baja bebe borra busca cambia camina
	cierra coge coloca come compara comprueba confirma contesta continúa corrige corta cruza cuida deja descansa descarga di dibuja dobla duerme elige empieza
	empuja encoge enciende entra envía escribe escucha espera estira estrecha evita explica fija frota gira guarda haz imprime inclina indica intenta introduce lava
	lee levanta llama llega lleva mantén marca mide mira mueve muestra observa ocupa olvida pega pellizca pide pinta pisa pon practica prepara presiona protege
	pulsa quita recibe recoge relaja repite respira responde revisa rueda saca selecciona separa siente sigue sostén sube suelta sujeta ten termina tira toca
	toma trabaja tumba usa ve ven verifica vuelve`)

// notACommand are first words of English sentences that ask for nothing; words
// on s and ing ask for nothing either ("Bends the elbow").
var notACommand = strings.Fields(`a an the it they you same no nothing up down for to too what`)

// notTheReader are texts with a word of the lists in another sense.
var notTheReader = map[string]string{
	"Puede estar inflamado un haz de nervios del brazo.": "a bundle",
	"TE = TW; BL = UB": "names of meridians", "TE5; LR4; PC6": "names of points", "TE3; GB20; GB21": "names of points", "GB21; TE3; BL10": "names of points", "TE5; PC6": "names of points",
}

// past are the endings of what a tú did or will do, and spared the words that
// end so by chance.
var (
	past   = regexp.MustCompile(`(aste|iste|[aei]rás|[aei]rías|[aei]rte|ndote)$`)
	spared = strings.Fields(`existe consiste insiste persiste resiste asiste triste quiste baste gaste desgaste traste contraste paste descarte atrás detrás viste
		parte aparte reparte comparte arte suerte fuerte muerte vierte invierte convierte advierte inerte`)
	word   = regexp.MustCompile(`[\p{L}]+`)
	begins = regexp.MustCompile(`(?:^|[.:;?!¡«“(…] ?)(\p{Lu}\p{L}*)`)
	plain  = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u")
)

// saysTu finds the first word of a Spanish text that says tú; "" when none does.
// A sentence that says what somebody else does ("Dobla el codo") is known by its
// English ("Bends the elbow").
func saysTu(text, english string) string {
	lower := strings.ToLower(text)
	for _, w := range word.FindAllString(lower, -1) {
		if slices.Contains(toYou, w) || past.MatchString(w) && !slices.Contains(spared, w) || commandWith(w) {
			return w
		}
	}
	theirs := begins.FindAllStringSubmatch(english, -1)
	ours := begins.FindAllStringSubmatch(text, -1)
	for i, at := range ours {
		someone := len(theirs) == len(ours) && asksNothing(strings.ToLower(theirs[i][1]))
		if w := strings.ToLower(at[1]); slices.Contains(asked, w) && !someone {
			return w
		}
	}
	return ""
}

func asksNothing(english string) bool {
	return strings.HasSuffix(english, "s") || strings.HasSuffix(english, "ing") || slices.Contains(notACommand, english)
}

// commandWith reports whether a word is a command to a tú with what it is done
// to at its end: márcalo, hazlo, ponte.
func commandWith(w string) bool {
	bare := plain.Replace(w)
	for _, end := range []string{"lo", "la", "los", "las", "me", "te", "nos", "le"} {
		command, cut := strings.CutSuffix(bare, end)
		if cut && slices.ContainsFunc(asked, func(a string) bool { return plain.Replace(a) == command && (bare != w || len(command) < 4) }) {
			return true
		}
	}
	return false
}

func TestSaysTu(t *testing.T) {
	for text, want := range map[string]string{
		"Tu plan": "tu", "Para ti.": "ti", "Si puedes, para.": "puedes", "Lo que marcaste.": "marcaste", "Márcalo en el cuerpo.": "márcalo", "Hazlo otra vez.": "hazlo", "Ponte de pie.": "ponte",
		"Elige uno": "elige", "Ya está. Pulsa aquí.": "pulsa", "Mañana verás más.": "verás", "«Di cómo va»": "di", "Prepárate": "prepárate", "Quien puede decirte algo": "decirte", "Pinte, o pulsa aquí.": "pulsa",
		"Su plan": "", "Márquelo en el cuerpo.": "", "Elija uno": "", "Quien lo marca, lo sabe.": "", "Detrás del quiste.": "", "Haga esto.": "", "Un tomate": "", "Tómelo con agua.": "",
	} {
		if got := saysTu(text, ""); got != want {
			t.Errorf("%q says tú by %q, not %q", text, got, want)
		}
	}
}

func TestSpanishSaysUsted(t *testing.T) {
	unused := map[string]bool{}
	for said := range notTheReader {
		unused[said] = true
	}
	read := 0
	for file, raw := range Catalogue("es") {
		texts := map[string]message{}
		if err := json.Unmarshal([]byte(raw), &texts); err != nil {
			t.Fatal(err)
		}
		for english, m := range texts {
			for _, said := range []string{m.text, m.forms["one"], m.forms["other"]} {
				read++
				if notTheReader[said] != "" {
					delete(unused, said)
				} else if w := saysTu(said, english); w != "" {
					t.Errorf("%s: %q says tú to the reader (%s)", file, said, w)
				}
			}
		}
	}
	for said := range unused {
		t.Errorf("%q is an exception that nothing needs", said)
	}
	if read < 20000 {
		t.Errorf("only %d texts were read", read)
	}
}
