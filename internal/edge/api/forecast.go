package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// Limits of a stateless forecast.
const mostAsked, mostIf = 2000, 5

// forecastCalls look ahead.
func (s *server) forecastCalls() {
	post := func(id, path, summary string) call {
		return call{id: id, method: http.MethodPost, path: "/api/v1/" + path, tag: "case", summary: summary}
	}
	raw[client.Case, client.InterviewAnswer](s, post("interview", "interview", "The one thing worth asking next"), s.interview)
	raw[client.ForecastRequest, client.ForecastAnswer](s, post("forecast", "forecast", "How a pain may go on, of a case and a diary that are not kept"), s.forecast)
	private(s, call{id: "episode-forecast", method: http.MethodGet, path: "/api/v1/episodes/{id}/forecast", tag: "diary", summary: "How the pain of an episode may go on"}, s.episodeForecast)
}

func (s *server) interview(_ context.Context, in []byte) ([]byte, error) {
	c, err := wire.ReadCase(s.practice.Base, s.practice.Words, in)
	if err != nil {
		return nil, err
	}
	a, err := s.practice.AssessCase(c)
	if err != nil {
		return nil, err
	}
	first, err := s.read(a)
	if err != nil {
		return nil, err
	}
	out := client.InterviewAnswer{Triage: first.Triage}
	q, ok, err := s.practice.NextOf(a)
	if err != nil {
		return nil, err
	}
	if ok {
		out.Question = &client.Question{ID: q.ID, Danger: q.Danger, Ask: q.Ask, How: q.How, Why: q.Why, Bits: q.Bits, Left: q.Left, Answers: []client.Choice{}}
		for _, c := range q.Answers {
			out.Question.Answers = append(out.Question.Answers, client.Choice(c))
		}
	}
	return json.Marshal(out)
}

func (s *server) forecast(_ context.Context, in []byte) ([]byte, error) {
	var ask struct {
		Case    json.RawMessage   `json:"case"`
		Entries []json.RawMessage `json:"entries"`
		Began   time.Time         `json:"began"`
		Days    int               `json:"days"`
		Zone    string            `json:"zone"`
		If      []client.WhatIf   `json:"if"`
	}
	if err := json.Unmarshal(in, &ask); err != nil || len(ask.Case) == 0 {
		return nil, &wire.Fault{Path: "$.case", Read: "there is no case, or a field has another type", Mend: "give {\"case\": …, \"entries\": […]}"}
	}
	if len(ask.Entries) > mostAsked || len(ask.If) > mostIf {
		return nil, &wire.Fault{Path: "$.entries", Read: fmt.Sprintf("%d entries and %d changes", len(ask.Entries), len(ask.If)), Mend: fmt.Sprintf("send at most %d and %d", mostAsked, mostIf)}
	}
	a, err := s.practice.Assess(ask.Case)
	if err != nil {
		return nil, under("$.case", err)
	}
	var entries []unknot.Entry
	for i, raw := range ask.Entries {
		e, err := wire.ReadEntry(s.practice.Base, raw)
		if err != nil {
			return nil, under(fmt.Sprintf("$.entries[%d]", i), err)
		}
		entries = append(entries, e)
	}
	ahead, err := aheadOf(ask.Days, ask.Zone, ask.If)
	if err != nil {
		return nil, err
	}
	f, err := s.practice.ForecastCase(a, entries, ask.Began, ahead)
	out, err := s.foretold(a, f, err)
	if err != nil {
		return nil, err
	}
	return json.Marshal(out)
}

func aheadOf(days int, zone string, changes []client.WhatIf) (care.Ahead, error) {
	place, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return care.Ahead{}, &wire.Fault{Path: "$.zone", Read: fmt.Sprintf("there is no time zone %q", zone), Mend: "write it as Europe/Berlin"}
	}
	if days < 0 || days > 180 {
		return care.Ahead{}, &wire.Fault{Path: "$.days", Read: fmt.Sprintf("%d is out of range", days), Mend: "give a number from 0 to 180"}
	}
	out := care.Ahead{Days: days, Zone: place}
	for _, c := range changes {
		out.If = append(out.If, care.What{Name: c.Name, Without: slices.Clone(c.Without), Add: slices.Clone(c.Add), Load: c.Load})
	}
	return out, nil
}

// foretold is a forecast with its triage, or the reason why there is none.
func (s *server) foretold(a care.Answer, f wire.Forecast, err error) (client.ForecastAnswer, error) {
	var out client.ForecastAnswer
	first, readErr := s.read(a)
	if readErr != nil {
		return out, readErr
	}
	out.Triage = first.Triage
	if stop, ok := errors.AsType[*triage.StopError](err); ok {
		out.NoForecast, out.Triage.Cleared = "stopped", false
		if level := stop.Level.String(); level != "" { // the diary may name what the case did not
			out.Triage.Level = level
		}
		return out, nil
	}
	if _, ok := errors.AsType[*triage.UnansweredError](err); ok {
		out.NoForecast = "unanswered"
		return out, nil
	}
	if err != nil {
		return out, err
	}
	text, err := json.Marshal(f)
	if err != nil {
		return out, err
	}
	out.Forecast = &client.Forecast{}
	return out, json.Unmarshal(text, out.Forecast)
}

type forecastIn struct {
	ID   string `path:"id" maxLength:"100"`
	Days int    `query:"days" minimum:"0" maximum:"180" doc:"How far ahead; 28 when left out."`
	Zone string `query:"zone" maxLength:"60" doc:"Where a day begins, such as Europe/Berlin."`
}

func (s *server) episodeForecast(ctx context.Context, in *forecastIn) (*out[client.ForecastAnswer], error) {
	ahead, err := aheadOf(in.Days, in.Zone, nil)
	if err != nil {
		return nil, err
	}
	a, err := s.practice.Recall(ctx, tenant(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	f, err := s.practice.Forecast(ctx, tenant(ctx), in.ID, ahead)
	o, err := s.foretold(a, f, err)
	return &out[client.ForecastAnswer]{o}, err
}
