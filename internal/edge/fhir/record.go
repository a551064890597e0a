package fhir

// Resources about one person.

type patient struct {
	base
	Identifier []identifier `json:"identifier,omitempty"`
	Active     bool         `json:"active"`
	Gender     string       `json:"gender"`
}

type observation struct {
	base
	Status    string      `json:"status"`
	Category  []concept   `json:"category,omitempty"`
	Code      *concept    `json:"code"`
	Subject   *reference  `json:"subject"`
	Effective string      `json:"effectiveDateTime"`
	Performer []reference `json:"performer,omitempty"`
	Value     *quantity   `json:"valueQuantity,omitempty"`
	Said      *concept    `json:"valueCodeableConcept,omitempty"`
	Body      *concept    `json:"bodySite,omitempty"`
	Component []component `json:"component,omitempty"`
}

type component struct {
	Code  *concept  `json:"code"`
	Value *quantity `json:"valueQuantity,omitempty"`
	Said  *concept  `json:"valueCodeableConcept,omitempty"`
}

type bodyStructure struct {
	base
	Active      bool       `json:"active"`
	Location    *concept   `json:"location"`
	Description string     `json:"description,omitempty"`
	Patient     *reference `json:"patient"`
}

type condition struct {
	base
	Clinical     *concept     `json:"clinicalStatus"`
	Verification *concept     `json:"verificationStatus"`
	Category     []concept    `json:"category"`
	Code         *concept     `json:"code"`
	Body         []concept    `json:"bodySite,omitempty"`
	Subject      *reference   `json:"subject"`
	Abated       string       `json:"abatementDateTime,omitempty"`
	Recorded     string       `json:"recordedDate"`
	Note         []annotation `json:"note,omitempty"`
}

type clinicalImpression struct {
	base
	Status  string       `json:"status"`
	Subject *reference   `json:"subject"`
	Date    string       `json:"date"`
	Summary string       `json:"summary"`
	Finding []finding    `json:"finding,omitempty"`
	Note    []annotation `json:"note,omitempty"`
}

type finding struct {
	Item  *concept `json:"itemCodeableConcept"`
	Basis string   `json:"basis,omitempty"`
}

type riskAssessment struct {
	base
	Status     string       `json:"status"`
	Method     *concept     `json:"method,omitempty"`
	Subject    *reference   `json:"subject"`
	Occurrence string       `json:"occurrenceDateTime"`
	Prediction []prediction `json:"prediction,omitempty"`
	Note       []annotation `json:"note,omitempty"`
}

type prediction struct {
	Outcome     *concept `json:"outcome"`
	Probability float64  `json:"probabilityDecimal"`
	Rationale   string   `json:"rationale,omitempty"`
}

type detectedIssue struct {
	base
	Status     string     `json:"status"`
	Code       *concept   `json:"code"`
	Severity   string     `json:"severity,omitempty"`
	Patient    *reference `json:"patient"`
	Identified string     `json:"identifiedDateTime"`
	Detail     string     `json:"detail"`
	Mitigation []struct {
		Action *concept `json:"action"`
	} `json:"mitigation,omitempty"`
}

type flag struct {
	base
	Status   string     `json:"status"`
	Category []concept  `json:"category"`
	Code     *concept   `json:"code"`
	Subject  *reference `json:"subject"`
	Period   *period    `json:"period"`
}

type carePlan struct {
	base
	Status   string         `json:"status"`
	Intent   string         `json:"intent"`
	Title    string         `json:"title"`
	Subject  *reference     `json:"subject"`
	Period   *period        `json:"period"`
	Created  string         `json:"created"`
	Goal     []reference    `json:"goal,omitempty"`
	Activity []planActivity `json:"activity,omitempty"`
	Note     []annotation   `json:"note,omitempty"`
}

type planActivity struct {
	Detail activityDetail `json:"detail"`
}

type activityDetail struct {
	Code        *concept `json:"code"`
	Status      string   `json:"status"`
	DoNot       bool     `json:"doNotPerform"`
	Description string   `json:"description"`
}

type goal struct {
	base
	Lifecycle   string       `json:"lifecycleStatus"`
	Description *concept     `json:"description"`
	Subject     *reference   `json:"subject"`
	Start       string       `json:"startDate"`
	Target      []goalTarget `json:"target,omitempty"`
}

type goalTarget struct {
	Measure *concept  `json:"measure"`
	Detail  *quantity `json:"detailQuantity"`
	Due     string    `json:"dueDate"`
}

type serviceRequest struct {
	base
	Status   string       `json:"status"`
	Intent   string       `json:"intent"`
	Priority string       `json:"priority"`
	Code     *concept     `json:"code"`
	Subject  *reference   `json:"subject"`
	Authored string       `json:"authoredOn"`
	Note     []annotation `json:"note,omitempty"`
}

type questionnaireResponse struct {
	base
	Questionnaire string       `json:"questionnaire"`
	Status        string       `json:"status"`
	Subject       *reference   `json:"subject"`
	Authored      string       `json:"authored"`
	Item          []answerItem `json:"item,omitempty"`
}

type answerItem struct {
	LinkID string       `json:"linkId"`
	Text   string       `json:"text,omitempty"`
	Answer []itemAnswer `json:"answer,omitempty"`
	Item   []answerItem `json:"item,omitempty"`
}

type itemAnswer struct {
	Coding  *coding  `json:"valueCoding,omitempty"`
	Integer *int     `json:"valueInteger,omitempty"`
	Decimal *float64 `json:"valueDecimal,omitempty"`
	Text    string   `json:"valueString,omitempty"`
}

type provenance struct {
	base
	Target   []reference       `json:"target"`
	Recorded string            `json:"recorded"`
	Activity *concept          `json:"activity,omitempty"`
	Agent    []provenanceAgent `json:"agent"`
}

type provenanceAgent struct {
	Type *concept   `json:"type,omitempty"`
	Who  *reference `json:"who"`
}

type device struct {
	base
	Name    []deviceName    `json:"deviceName"`
	Version []deviceVersion `json:"version"`
}

type deviceName struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

type deviceVersion struct {
	Value string `json:"value"`
}

type binary struct {
	base
	ContentType string `json:"contentType"`
	Data        []byte `json:"data"`
}

type composition struct {
	base
	Status  string      `json:"status"`
	Type    *concept    `json:"type"`
	Subject *reference  `json:"subject"`
	Date    string      `json:"date"`
	Author  []reference `json:"author"`
	Title   string      `json:"title"`
	Section []section   `json:"section"`
}

type section struct {
	Title string      `json:"title"`
	Code  *concept    `json:"code,omitempty"`
	Text  *narrative  `json:"text"`
	Entry []reference `json:"entry,omitempty"`
	Empty *concept    `json:"emptyReason,omitempty"`
}

// Bundle is a document, or a set that was searched for.
type Bundle struct {
	base
	Identifier *identifier `json:"identifier,omitempty"`
	Type       string      `json:"type"`
	Timestamp  string      `json:"timestamp,omitempty"`
	Total      *int        `json:"total,omitempty"`
	Link       []link      `json:"link,omitempty"`
	Entry      []entry     `json:"entry,omitempty"`
}

type link struct {
	Relation string `json:"relation"`
	URL      string `json:"url"`
}

type entry struct {
	FullURL  string         `json:"fullUrl"`
	Resource resource       `json:"resource"`
	Search   *search        `json:"search,omitempty"`
	Request  *entryRequest  `json:"request,omitempty"`
	Response *entryResponse `json:"response,omitempty"`
}

type entryRequest struct {
	Method string `json:"method"`
	URL    string `json:"url"`
}

type entryResponse struct {
	Status   string `json:"status"`
	ETag     string `json:"etag"`
	Modified string `json:"lastModified"`
}

type search struct {
	Mode string `json:"mode"`
}
