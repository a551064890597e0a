package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Preferences are what a person set for all pages.
type Preferences struct {
	Figure    string     `json:"figure,omitempty" doc:"neutral, female or male."`
	Units     string     `json:"units,omitempty" doc:"kPa or kg/cm²."`
	Language  string     `json:"language,omitempty"`
	Theme     string     `json:"theme,omitempty" doc:"light or dark."`
	Zone      string     `json:"zone,omitempty" doc:"Time zone, such as Europe/Berlin."`
	Emergency string     `json:"emergency,omitempty" doc:"Number to call."`
	Tools     []string   `json:"tools,omitempty" doc:"What the person owns."`
	Reminders []Reminder `json:"reminders,omitempty"`
}

// Reminder is when to be reminded of what.
type Reminder struct {
	What string `json:"what" enum:"log,session,break"`
	At   string `json:"at" doc:"Such as 08:30."`
	Days []int  `json:"days,omitempty" doc:"0 is Sunday; every day when left out."`
}

// BalanceCheck is one measurement of posture, length or strength.
type BalanceCheck struct {
	ID     string  `json:"id"`
	Side   string  `json:"side,omitempty" enum:"right,left"`
	Value  float64 `json:"value,omitempty"`
	Answer string  `json:"answer,omitempty" enum:"yes,no,unsure"`
}

// BalanceChecks is a list of them.
type BalanceChecks struct {
	Items []BalanceCheck `json:"items" nullable:"false" maxItems:"200"`
}

// Visit is what a clinician found and did.
type Visit struct {
	ID      string       `json:"id,omitempty"`
	At      time.Time    `json:"at,omitzero"`
	Author  string       `json:"author,omitempty" readOnly:"true"`
	Mends   string       `json:"mends,omitempty" doc:"Visit that this one corrects."`
	Drawing []VisitPlace `json:"drawing,omitempty"`
	Found   []Criteria   `json:"found,omitempty"`
	Did     []VisitCare  `json:"did,omitempty"`
	Outcome *Outcome     `json:"outcome,omitempty"`
	Plan    *VisitPlan   `json:"plan,omitempty"`
	Note    string       `json:"note,omitempty" maxLength:"4000"`
}

// VisitPlace is a place of the clinician's own drawing.
type VisitPlace struct {
	Cells     []string `json:"cells" nullable:"false"`
	Intensity float64  `json:"intensity" minimum:"0" maximum:"10"`
}

// Criteria are the signs of an examined muscle.
type Criteria struct {
	Muscle string `json:"muscle"`
	Side   string `json:"side" enum:"right,left"`
	Band   string `json:"band,omitempty" enum:"yes,no,unsure"`
	Spot   string `json:"spot,omitempty" enum:"yes,no,unsure"`
	Refers string `json:"refers,omitempty" enum:"yes,no,unsure"`
	Known  string `json:"known,omitempty" enum:"yes,no,unsure"`
	Twitch string `json:"twitch,omitempty" enum:"yes,no,unsure"`
}

// VisitCare is one treatment that was given.
type VisitCare struct {
	Treatment string  `json:"treatment"`
	Muscle    string  `json:"muscle,omitempty"`
	Side      string  `json:"side,omitempty" enum:"right,left"`
	Minutes   float64 `json:"minutes,omitempty" minimum:"0" maximum:"600"`
}

// Outcome are scores of the day.
type Outcome struct {
	NRS  *float64   `json:"nrs,omitempty" minimum:"0" maximum:"10"`
	PEG  []float64  `json:"peg,omitempty" minItems:"3" maxItems:"3"`
	PSFS []Activity `json:"psfs,omitempty"`
	NDI  *float64   `json:"ndi,omitempty" minimum:"0" maximum:"50" doc:"Sum; the questions are under licence."`
}

// VisitPlan is what a clinician changes in the plan; the interlocks hold.
type VisitPlan struct {
	Add    []string `json:"add,omitempty"`
	Remove []string `json:"remove,omitempty"`
}

// Visits is a list of visits, latest first.
type Visits struct {
	Items []Visit `json:"items" nullable:"false"`
}

// Patient is one line of a caseload.
type Patient struct {
	Consent string    `json:"consent"`
	Name    string    `json:"name"`
	Words   string    `json:"words"`
	Level   string    `json:"level" enum:"self_care,routine,soon,same_day,emergency"`
	May     []string  `json:"may" nullable:"false" doc:"read, add."`
	Ends    time.Time `json:"ends"`
	First   *float64  `json:"first,omitempty"`
	Now     *float64  `json:"now,omitempty"`
	NoGain  bool      `json:"no_gain"`
	Visits  int       `json:"visits"`
}

// Caseload lists who shared with a clinician.
type Caseload struct {
	Items []Patient `json:"items" nullable:"false"`
}

// ShareRequest shares one episode with a clinician.
type ShareRequest struct {
	Episode string `json:"episode"`
	With    string `json:"with" doc:"Name of the clinician here."`
	Days    int    `json:"days" minimum:"1" maximum:"366"`
	Add     bool   `json:"add,omitempty" doc:"They may also add what they find."`
}

// Share is one consent.
type Share struct {
	ID      string    `json:"id"`
	Episode string    `json:"episode"`
	With    string    `json:"with"`
	May     []string  `json:"may" nullable:"false"`
	Created time.Time `json:"created"`
	Ends    time.Time `json:"ends"`
}

// Shares is a list of consents.
type Shares struct {
	Items []Share `json:"items" nullable:"false"`
}

// LinkRequest makes a secret address.
type LinkRequest struct {
	Kind     string `json:"kind" enum:"health,calendar,breaks"`
	Episode  string `json:"episode,omitempty"`
	Days     int    `json:"days" minimum:"1" maximum:"366"`
	Zone     string `json:"zone,omitempty"`
	Label    string `json:"label,omitempty" maxLength:"80"`
	Passcode string `json:"passcode,omitempty" maxLength:"100"`
}

// Link is a secret address; its secret is told once, when it is made.
type Link struct {
	ID      string    `json:"id"`
	Kind    string    `json:"kind"`
	Episode string    `json:"episode,omitempty"`
	Label   string    `json:"label,omitempty"`
	Ends    time.Time `json:"ends"`
	Opened  int       `json:"opened"`
	Address string    `json:"address,omitempty" doc:"shlink:/… of a health link, else the address of the feed."`
}

// Links is a list of links.
type Links struct {
	Items []Link `json:"items" nullable:"false"`
}

// HookRequest names an address to tell of events.
type HookRequest struct {
	URL    string   `json:"url" maxLength:"500"`
	Events []string `json:"events" nullable:"false"`
	Detail bool     `json:"detail,omitempty" doc:"Send level and pain besides the ids."`
}

// Hook is such an address; its secret is told once, when it is made.
type Hook struct {
	ID     string   `json:"id"`
	URL    string   `json:"url"`
	Events []string `json:"events" nullable:"false"`
	Detail bool     `json:"detail"`
	Failed int      `json:"failed"`
	Secret string   `json:"secret,omitempty"`
}

// Hooks is a list of hooks.
type Hooks struct {
	Items []Hook `json:"items" nullable:"false"`
}

// Preferences reads what a person set.
func (c *Client) Preferences(ctx context.Context) (Preferences, error) {
	return get[Preferences](ctx, c, "/api/v1/preferences")
}

// Wishes reads the wishes of an episode.
func (c *Client) Wishes(ctx context.Context, episode string) (Wishes, error) {
	return get[Wishes](ctx, c, "/api/v1/episodes/"+url.PathEscape(episode)+"/wishes")
}

// AddLink makes a secret address.
func (c *Client) AddLink(ctx context.Context, in LinkRequest) (Link, error) {
	return post[Link](ctx, c, "/api/v1/links", in)
}

// RevokeLink takes a link back.
func (c *Client) RevokeLink(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodDelete, "/api/v1/links/"+url.PathEscape(id), nil, nil, nil)
}

// AddHook names an address to tell of events.
func (c *Client) AddHook(ctx context.Context, in HookRequest) (Hook, error) {
	return post[Hook](ctx, c, "/api/v1/hooks", in)
}
