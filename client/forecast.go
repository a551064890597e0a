package client

import (
	"context"
	"net/url"
	"strconv"
	"time"
)

// ForecastRequest asks how a pain may go on: a case, and the diary since.
type ForecastRequest struct {
	Case    Case      `json:"case"`
	Entries []Entry   `json:"entries" nullable:"false" doc:"The diary, in any order."`
	Began   time.Time `json:"began,omitzero" doc:"When the case was told; the first entry when left out."`
	Days    int       `json:"days,omitempty" minimum:"0" maximum:"180" doc:"How far ahead; 28 when left out."`
	Zone    string    `json:"zone,omitempty" doc:"Where a day begins, such as Europe/Berlin; UTC when left out."`
	If      []WhatIf  `json:"if,omitempty" doc:"Changes of the plan to look at, at most 5."`
}

// WhatIf is a change of the plan.
type WhatIf struct {
	Name    string   `json:"name"`
	Without []string `json:"without,omitempty" doc:"Treatments to leave out."`
	Add     []string `json:"add,omitempty" doc:"Treatments to do besides; what an interlock forbids is refused."`
	Load    float64  `json:"load,omitempty" minimum:"0" maximum:"3" doc:"Load at work against now."`
}

// ForecastAnswer is a forecast, or why there is none.
type ForecastAnswer struct {
	Triage     Triage    `json:"triage"`
	Forecast   *Forecast `json:"forecast,omitempty"`
	NoForecast string    `json:"no_forecast,omitempty" enum:"stopped,unanswered" doc:"A danger sign comes first, also one that the diary names."`
}

// Forecast says how the pain of each place may go on.
type Forecast struct {
	Schema    string          `json:"schema" enum:"unknot.forecast/v1"`
	Knowledge string          `json:"knowledge"`
	Model     string          `json:"model"`
	Seed      uint64          `json:"seed"`
	Particles int             `json:"particles"`
	Made      string          `json:"made" doc:"The last day of the diary."`
	Phase     string          `json:"phase"`
	Days      int             `json:"days"`
	Places    []ForecastPlace `json:"places" nullable:"false"`
	Silent    []ForecastGap   `json:"silent,omitempty"`
	Limits    string          `json:"limits"`
}

// ForecastGap is a place that has no forecast, and why.
type ForecastGap struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// ForecastPlace is the forecast of one place.
type ForecastPlace struct {
	Place    int              `json:"place,omitempty" doc:"Its number among the places of the complaint, from 1."`
	Name     string           `json:"name"`
	Rated    int              `json:"rated_days"`
	Natural  float64          `json:"natural_share"`
	Verdict  ForecastVerdict  `json:"verdict"`
	Diary    []ForecastRating `json:"diary" nullable:"true"`
	Past     []ForecastDay    `json:"past" nullable:"true"`
	Plan     ForecastCourse   `json:"plan"`
	Without  ForecastCourse   `json:"without"`
	Last     ForecastDay      `json:"last"`
	Smoothed ForecastDay      `json:"smoothed"`
	Options  []ForecastCourse `json:"options,omitempty"`
}

// ForecastVerdict compares the pain with how such pain usually goes.
type ForecastVerdict struct {
	State    string   `json:"state" enum:"too_early,on_track,slower,see_someone"`
	Start    float64  `json:"start"`
	Now      float64  `json:"now"`
	Expected float64  `json:"expected"`
	Days     int      `json:"days"`
	Reasons  []string `json:"reasons" nullable:"true"`
}

// ForecastRating is a day of the diary that has a rating.
type ForecastRating struct {
	Date string  `json:"date"`
	Pain float64 `json:"pain"`
}

// ForecastCourse is one way into the future.
type ForecastCourse struct {
	Name    string        `json:"name,omitempty"`
	Days    []ForecastDay `json:"days" nullable:"true"`
	Quiet   float64       `json:"quiet"`
	Relapse float64       `json:"relapse"`
}

// ForecastDay is how one day may be rated.
type ForecastDay struct {
	Date    string      `json:"date,omitempty"`
	P10     float64     `json:"p10"`
	P25     float64     `json:"p25"`
	P50     float64     `json:"p50"`
	P75     float64     `json:"p75"`
	P90     float64     `json:"p90"`
	Mean    float64     `json:"mean"`
	Chance  [11]float64 `json:"chance"`
	QuietBy float64     `json:"quiet_by,omitempty"`
}

// InterviewAnswer is the one thing worth asking next, or nothing more.
type InterviewAnswer struct {
	Triage   Triage    `json:"triage"`
	Question *Question `json:"question,omitempty" doc:"Put the answer into the case and call again; left out when asking more would change nothing."`
}

// Question is a danger question or a test.
type Question struct {
	ID      string   `json:"id"`
	Danger  bool     `json:"danger"`
	Ask     string   `json:"ask"`
	How     string   `json:"how,omitempty"`
	Why     string   `json:"why,omitempty"`
	Answers []Choice `json:"answers" nullable:"false"`
	Bits    float64  `json:"bits"`
	Left    int      `json:"left" doc:"Danger questions that are open, this one included."`
}

// Choice is one answer: the word for the case, and plain words.
type Choice struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

// Forecast asks how a pain may go on, without keeping anything.
func (c *Client) Forecast(ctx context.Context, in ForecastRequest) (ForecastAnswer, error) {
	in.Case.Schema = CaseSchema
	if in.Entries == nil {
		in.Entries = []Entry{}
	}
	for i := range in.Entries {
		in.Entries[i].Schema = EntrySchema
		if in.Entries[i].Places == nil {
			in.Entries[i].Places = []Pain{}
		}
	}
	return post[ForecastAnswer](ctx, c, "/api/v1/forecast", in)
}

// Interview says what to ask next.
func (c *Client) Interview(ctx context.Context, in Case) (InterviewAnswer, error) {
	in.Schema = CaseSchema
	return post[InterviewAnswer](ctx, c, "/api/v1/interview", in)
}

// EpisodeForecast is the forecast of a kept episode.
func (c *Client) EpisodeForecast(ctx context.Context, id string, days int) (ForecastAnswer, error) {
	return get[ForecastAnswer](ctx, c, "/api/v1/episodes/"+url.PathEscape(id)+"/forecast?days="+strconv.Itoa(days))
}
