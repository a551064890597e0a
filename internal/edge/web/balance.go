//go:build !js

package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/balance"
	"github.com/unknot/unknot/core/plan/coach"
)

// balanceForm is what the page of the checks shows.
type balanceForm struct {
	Base    *knowledge.Base
	Muscle  *knowledge.Muscle // the likeliest of the newest complaint, or nil
	Near    []*knowledge.Check
	Other   []*knowledge.Check
	Results map[string]balance.Result // by check and side
	Pairs   []*knowledge.Pair         // of the muscle
	Rest    []*knowledge.Pair
	Tests   []coach.Script // of the muscle, where they are safe
	NoPress string         // why there is no press test; "" when there is one
	Fault   fault
	Given   url.Values // what was sent and not kept, nil otherwise
}

func checkKey(id string, side unknot.Side) string { return id + "." + string(side) }

func (f balanceForm) result(id string, side unknot.Side) (balance.Result, bool) {
	r, ok := f.Results[checkKey(id, side)]
	return r, ok
}

// value is what was just sent or measured last, for the field.
func (f balanceForm) value(id string, side unknot.Side) string {
	if f.Given != nil {
		return f.Given.Get(checkKey(id, side))
	}
	r, ok := f.result(id, side)
	if !ok || r.Unit == "" {
		return ""
	}
	return strconv.FormatFloat(r.Value, 'g', -1, 64)
}

// answered reports whether an answer was just sent, or led to the verdict of last time.
func (f balanceForm) answered(id string, side unknot.Side, v balance.Verdict, a unknot.Answer) bool {
	if f.Given != nil {
		return f.Given.Get(checkKey(id, side)) == string(a)
	}
	r, ok := f.result(id, side)
	return ok && r.Unit == "" && r.Verdict == v
}

// wrongIn reports whether the fault is in one of these checks.
func (f balanceForm) wrongIn(list []*knowledge.Check) bool {
	return slices.ContainsFunc(list, func(k *knowledge.Check) bool { return strings.HasPrefix(f.Fault.Field, k.ID+".") })
}

func (s *Site) balance(r *http.Request) (view, error) {
	f, err := s.balanceForm(r)
	if err != nil {
		return view{}, err
	}
	return view{title: "Balance", body: balancePage(f), styles: planStyles}, nil
}

func (s *Site) balanceForm(r *http.Request) (balanceForm, error) {
	base := s.practice.Base
	f := balanceForm{Base: base, Results: map[string]balance.Result{}}
	person, muscle, side, err := s.personOf(r.Context(), tenantOf(r))
	if err != nil {
		return f, err
	}
	if muscle != "" {
		f.Tests, _, f.NoPress = coach.Tests(base, plan.FactsOf(person, "", -1), muscle, side)
	}
	if m, ok := base.Muscle(muscle); ok {
		f.Muscle = m
		f.Pairs = balance.PairsOf(base, muscle)
	}
	f.Near, f.Other = balance.ForRegion(base, person, muscle)
	kept, err := s.practice.LatestChecks(r.Context(), tenantOf(r))
	if err != nil {
		return f, err
	}
	results, err := balance.Judge(base, person, kept)
	if err != nil {
		return f, err
	}
	for _, res := range results {
		f.Results[checkKey(res.Check, res.Side)] = res
	}
	for i := range base.Pairs {
		mine := false
		for _, p := range f.Pairs {
			mine = mine || p.ID == base.Pairs[i].ID
		}
		if !mine {
			f.Rest = append(f.Rest, &base.Pairs[i])
		}
	}
	return f, nil
}

// balanceKeep keeps what was filled in; empty fields are not measured.
func (s *Site) balanceKeep(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return view{to: "/balance"}, nil
	}
	list, bad := s.readChecks(r)
	if bad.Text != "" {
		f, err := s.balanceForm(r)
		if err != nil {
			return view{}, err
		}
		f.Fault, f.Given = bad, r.PostForm
		return view{status: http.StatusUnprocessableEntity, title: "Balance", body: balancePage(f), styles: planStyles}, nil
	}
	if len(list) > 0 {
		if err := s.practice.KeepChecks(r.Context(), tenantOf(r), list); err != nil {
			return view{}, err
		}
	}
	return view{to: "/balance"}, nil
}

// readChecks reads what was filled in, or says which field is wrong first.
func (s *Site) readChecks(r *http.Request) (list []unknot.Checked, bad fault) {
	ctx := r.Context()
	for i := range s.practice.Base.Checks {
		k := &s.practice.Base.Checks[i]
		sides := []unknot.Side{""}
		if k.Sides {
			sides = unknot.Sides[:]
		}
		for _, side := range sides {
			key := checkKey(k.ID, side)
			text := plainNumber.Replace(strings.TrimSpace(r.PostFormValue(key)))
			if text == "" {
				continue
			}
			c := unknot.Checked{Check: k.ID, Side: side}
			if k.Unit == "" {
				c.Answer = unknot.Answer(text)
			} else if n, err := strconv.ParseFloat(text, 64); err == nil {
				c.Value = n
			} else {
				return nil, fault{Field: key, Text: tr(ctx, "%s: “%s” is no number.", know(ctx, k.Name), text)}
			}
			if _, err := balance.Judge(s.practice.Base, unknot.Person{Age: -1}, []unknot.Checked{c}); err != nil {
				return nil, fault{Field: key, Text: tr(ctx, "%s: give a number from %s to %s.", know(ctx, k.Name), number(ctx, k.Min, 0), number(ctx, k.Max, 0))}
			}
			list = append(list, c)
		}
	}
	return list, fault{}
}

// plainNumber reads a decimal comma and the minus that the page itself writes.
var plainNumber = strings.NewReplacer(",", ".", "−", "-")

var sideNames = map[unknot.Side]string{unknot.Right: msg("Right"), unknot.Left: msg("Left"), "": msg("Result")}

var unitNames = map[string]string{"degrees": msg("degrees"), "cm": msg("cm"), "seconds": msg("seconds"), "times": msg("times")}

var testNames = map[string]string{"press": msg("Press test"), "stretch": msg("Stretch test")}
