package locale

// emergencyNumbers are the numbers to call for an ambulance by country, where
// they are not 112. 112 and 911 are kept by every mobile phone as numbers for
// emergencies and put through where a country takes them (3GPP TS 22.101).
// A person can write another into the settings.
var emergencyNumbers = map[string]string{
	"GB": "999", "IE": "112", "US": "911", "CA": "911", "MX": "911", "AU": "000", "NZ": "111", "JP": "119", "KR": "119", "CN": "120", "TW": "119", "HK": "999",
	"SG": "995", "MY": "999", "TH": "1669", "VN": "115", "BR": "192", "AR": "107", "CL": "131", "PE": "106", "UY": "911", "PY": "911", "BO": "118", "EC": "911",
	"CO": "123", "VE": "911", "CR": "911", "PA": "911", "GT": "128", "HN": "911", "NI": "128", "SV": "132", "DO": "911", "CU": "104", "PR": "911",
	"ZA": "10177", "NG": "112", "KE": "999", "EG": "123", "MA": "150", "IL": "101", "AE": "998", "SA": "997", "PK": "1122", "BD": "999", "LK": "1990",
	"CH": "144", "NO": "113",
}

// Emergency is the number to call for an ambulance in the person's country,
// and whether that country is known.
func (l Locale) Emergency() (number string, known bool) {
	if l.Region == "" {
		return "112", false
	}
	if n := emergencyNumbers[l.Region]; n != "" {
		return n, true
	}
	return "112", oneOneTwo[l.Region]
}

// oneOneTwo is where 112 is the number by law.
var oneOneTwo = map[string]bool{
	"AT": true, "BE": true, "BG": true, "HR": true, "CY": true, "CZ": true, "DK": true, "EE": true, "FI": true, "FR": true, "DE": true, "GR": true, "HU": true, "IS": true,
	"IT": true, "LV": true, "LI": true, "LT": true, "LU": true, "MT": true, "NL": true, "PL": true, "PT": true, "RO": true, "SK": true, "SI": true, "ES": true, "SE": true,
	"IN": true, "TR": true, "UA": true,
}
