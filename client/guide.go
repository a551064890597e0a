package client

// FindRequest asks which cells words name.
type FindRequest struct {
	Words string `json:"words" minLength:"1" maxLength:"2000"`
}

// Found is what words name, or the question back.
type Found struct {
	Cells     []string `json:"cells" nullable:"false"`
	Names     []string `json:"names" nullable:"false"`
	Intensity *float64 `json:"intensity,omitempty"`
	Quality   []string `json:"quality,omitempty"`
	Ask       *Ask     `json:"ask,omitempty" doc:"Present when the words fit more than one place."`
}

// Ask is the question back to words that are unclear.
type Ask struct {
	Of      string   `json:"of" doc:"The unclear part of the words."`
	Text    string   `json:"text"`
	Choices []string `json:"choices" nullable:"false"`
}

// DescribeRequest asks for a drawing in words.
type DescribeRequest struct {
	Drawing Drawing `json:"drawing"`
}

// Described is a drawing as one plain sentence.
type Described struct {
	Words string `json:"words"`
}

// SearchRequest asks the knowledge in one's own words.
type SearchRequest struct {
	Words string `json:"words" minLength:"1" maxLength:"300"`
	Limit int    `json:"limit,omitempty" minimum:"1" maximum:"50" doc:"10 when unsaid."`
}

// SearchAnswer lists what was found, best first.
type SearchAnswer struct {
	Knowledge string `json:"knowledge"`
	Hits      []Hit  `json:"hits" nullable:"false"`
}

// Hit is one record that was found.
type Hit struct {
	Kind  string  `json:"kind" enum:"faq,lesson,treatment,habit,muscle,claim"`
	ID    string  `json:"id"`
	Title string  `json:"title"`
	Score float64 `json:"score"`
}

// Muscle is one muscle part of the guide.
type Muscle struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Latin       string   `json:"latin"`
	Region      string   `json:"region"`
	Describe    string   `json:"describe"`
	Action      string   `json:"action"`
	Antagonists []string `json:"antagonists" nullable:"false"`
	Sites       []Site   `json:"sites" nullable:"false"`
	Refers      string   `json:"refers"`
	Primary     []string `json:"primary" nullable:"false" doc:"Zones where its pain is drawn most often."`
	Spill       []string `json:"spill" nullable:"false" doc:"Zones where it is drawn now and then."`
	HurtsWhen   string   `json:"hurts_when"`
	KeepsGoing  []string `json:"keeps_going" nullable:"false"`
	Press       string   `json:"press"`
	Stretch     string   `json:"stretch"`
	Caution     string   `json:"caution,omitempty"`
	Sources     []Source `json:"sources" nullable:"false"`
}

// Site is a usual place of a trigger point.
type Site struct {
	ID    string `json:"id"`
	Where string `json:"where"`
	Zone  string `json:"zone"`
}

// Zone is a pain area.
type Zone struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Region  string   `json:"region"`
	Cells   []string `json:"cells" nullable:"false"`
	Words   []string `json:"words" nullable:"false"`
	Muscles []string `json:"muscles" nullable:"false" doc:"Muscles whose pain is drawn here most often."`
}

// Claim is a statement with its footing and its dissent.
type Claim struct {
	ID         string   `json:"id"`
	Topic      string   `json:"topic"`
	Stance     string   `json:"stance" enum:"adopt,adopt_with_grade,contest,omit"`
	Says       string   `json:"says"`
	Numbers    string   `json:"numbers,omitempty"`
	Grade      string   `json:"grade" enum:"high,moderate,low,very_low,none"`
	Doubt      string   `json:"doubt,omitempty"`
	Instead    string   `json:"instead,omitempty"`
	Conflicts  []string `json:"conflicts" nullable:"false"`
	Population string   `json:"population,omitempty"`
	Checked    string   `json:"checked" enum:"read,memory"`
	Date       string   `json:"date"`
	Sources    []Source `json:"sources" nullable:"false"`
}

// Treatment is something that can be done, with its grade and its doubt.
type Treatment struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Who     string   `json:"who"`
	What    string   `json:"what"`
	Steps   []string `json:"steps" nullable:"false"`
	Dose    string   `json:"dose"`
	Effect  string   `json:"effect"`
	Grade   string   `json:"grade" enum:"high,moderate,low,very_low,none"`
	Doubt   string   `json:"doubt"`
	Harms   string   `json:"harms,omitempty"`
	Stop    []string `json:"stop" nullable:"false"`
	Claims  []string `json:"claims" nullable:"false"`
	Sources []Source `json:"sources" nullable:"false"`
}

// Source is where a fact comes from.
type Source struct {
	ID    string `json:"id"`
	Cite  string `json:"cite"`
	Title string `json:"title"`
	Where string `json:"where,omitempty"`
	DOI   string `json:"doi,omitempty"`
	PMID  string `json:"pmid,omitempty"`
	URL   string `json:"url,omitempty"`
}

// List names records of one kind.
type List struct {
	Knowledge string `json:"knowledge"`
	Items     []Name `json:"items" nullable:"false"`
}

// Name is an id with the words a person reads.
type Name struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}
