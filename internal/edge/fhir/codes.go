package fhir

import (
	"slices"
	"strings"
)

// known is one of our conditions or medicines, with the codes and words under
// which other records hold it. Codes: ICD-10 chapters and ATC groups by their
// beginnings (WHO), from memory; a word is asked only where no code fits.
// Missing one is worse than one too many: an interlock only holds back.
type known struct {
	id    string
	icd   []string // beginnings of ICD-10 codes
	atc   []string // beginnings of ATC codes
	words []string // parts of the words, lower case
}

func (k known) fits(c concept) bool {
	texts := []string{strings.ToLower(c.Text)}
	for _, x := range c.Coding {
		texts = append(texts, strings.ToLower(x.Display))
		if x.System == personSystem && x.Code == k.id { // of unknot itself
			return true
		}
		begins := k.icd
		if strings.Contains(x.System, "atc") {
			begins = k.atc
		} else if !strings.Contains(x.System, "icd-10") {
			begins = nil
		}
		if slices.ContainsFunc(begins, func(b string) bool { return strings.HasPrefix(strings.ToUpper(x.Code), b) }) {
			return true
		}
	}
	for _, w := range k.words {
		if slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, w) }) {
			return true
		}
	}
	return false
}

var conditionCodes = []known{
	{"bleeding_disorder", []string{"D65", "D66", "D67", "D68", "D69"}, nil, []string{"haemophilia", "hemophilia", "bleeding disorder", "thrombocytopenia", "von willebrand"}},
	{"osteoporosis", []string{"M80", "M81", "M82"}, nil, []string{"osteoporosis", "thin bones"}},
	{"cancer_past", []string{"Z85"}, nil, []string{"history of cancer", "history of malignan", "cancer in the past"}},
	{"cancer_now", []string{"C"}, nil, []string{"cancer", "carcinoma", "malignan", "lymphoma", "leukaemia", "leukemia", "metasta"}},
	{"numb_feet", []string{"G62", "G63"}, nil, []string{"neuropathy"}},
	{"diabetes", []string{"E10", "E11", "E12", "E13", "E14"}, nil, []string{"diabetes"}},
	{"implant", []string{"Z95.0", "Z45.0"}, nil, []string{"pacemaker", "defibrillator"}},
	{"clot_history", []string{"I26", "I80", "I81", "I82", "Z86.7"}, nil, []string{"deep vein thrombosis", "pulmonary embolism", "blood clot", "thrombosis"}},
	{"high_blood_pressure", []string{"I10", "I11", "I12", "I13", "I15"}, nil, []string{"hypertension", "high blood pressure"}},
	{"heart_disease", []string{"I2", "I4", "I50"}, nil, []string{"heart disease", "heart failure", "angina", "myocardial infarction"}},
	{"kidney_disease", []string{"N17", "N18", "N19"}, nil, []string{"kidney disease", "renal failure"}},
	{"stomach_ulcer", []string{"K25", "K26", "K27"}, nil, []string{"stomach ulcer", "gastric ulcer", "peptic ulcer"}},
	{"rheumatoid_arthritis", []string{"M05", "M06"}, nil, []string{"rheumatoid"}},
	{"connective_tissue_disease", []string{"M32", "M33", "M34", "M35", "Q79.6"}, nil, []string{"lupus", "scleroderma", "ehlers", "hypermobil"}},
	{"weak_immunity", []string{"D80", "D81", "D82", "D83", "D84", "B20"}, nil, []string{"immunodeficien"}},
	{"epilepsy", []string{"G40"}, nil, []string{"epilepsy"}},
	{"raynaud", []string{"I73.0"}, nil, []string{"raynaud"}},
	{"poor_circulation", []string{"I70", "I73.9"}, nil, []string{"peripheral arterial", "peripheral vascular"}},
	{"varicose_veins", []string{"I83"}, nil, []string{"varicose"}},
	{"asthma", []string{"J45"}, nil, []string{"asthma"}},
	{"smoker", []string{"F17", "Z72.0"}, nil, []string{"smoker", "tobacco"}},
	{"lymphoedema", []string{"I89.0", "I97.2"}, nil, []string{"lymphoedema", "lymphedema"}},
}

var allergyCodes = []known{
	{"nsaid_allergy", nil, []string{"M01A", "N02BA"}, []string{"nsaid", "ibuprofen", "naproxen", "diclofenac", "aspirin", "anti-inflammator"}},
}

var medicineCodes = []known{
	{"anticoagulant", nil, []string{"B01A"}, []string{"warfarin", "apixaban", "rivaroxaban", "dabigatran", "edoxaban", "heparin", "enoxaparin", "phenprocoumon", "clopidogrel", "anticoagulant", "blood thinner"}},
	{"steroid", nil, []string{"H02"}, []string{"predniso", "dexamethasone", "hydrocortisone tab"}},
	{"statin", nil, []string{"C10AA"}, []string{"statin"}},
	{"immunosuppressant", nil, []string{"L04"}, []string{"methotrexate", "azathioprine", "ciclosporin", "tacrolimus", "adalimumab"}},
	{"oestrogen", nil, []string{"G03A", "G03C"}, []string{"estradiol", "oestrogen", "estrogen", "contraceptive"}},
	{"nsaid", nil, []string{"M01A"}, []string{"ibuprofen", "naproxen", "diclofenac", "celecoxib", "etoricoxib"}},
	{"opioid", nil, []string{"N02A"}, []string{"morphine", "oxycodone", "tramadol", "codeine", "fentanyl", "tilidine"}},
	{"antiarrhythmic", nil, []string{"C01B"}, []string{"amiodarone", "flecainide", "sotalol"}},
}
