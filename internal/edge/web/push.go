//go:build !js

package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/auth"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/push"
)

// pushRoutes take and drop the devices to remind, and what was tapped on a
// reminder. They are called by scripts and answer with a status alone.
func (s *Site) pushRoutes(mux *http.ServeMux) {
	mux.HandleFunc("POST /push", s.pushed(func(r *http.Request, d *care.Device) { d.Language = locale.From(r.Context()).Code }))
	mux.HandleFunc("POST /push/later", s.pushed(func(_ *http.Request, d *care.Device) { d.Later = s.practice.Now().Add(time.Hour) }))
	mux.HandleFunc("POST /push/skip", s.pushed(func(r *http.Request, d *care.Device) {
		d.Skip = s.practice.Now().In(s.zone(r)).Format(time.DateOnly)
	}))
	mux.HandleFunc("POST /push/off", s.pushOff)
}

// deviceID names a device by what only it and its push service know.
func deviceID(r *http.Request) string { return auth.Hash(r.PostFormValue("endpoint")) }

// pushed changes the record of one device, or makes it.
func (s *Site) pushed(change func(*http.Request, *care.Device)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		endpoint := r.PostFormValue("endpoint")
		if !strings.HasPrefix(endpoint, "https://") || len(endpoint) > 2000 {
			http.Error(w, "This is no address of a push service.", http.StatusBadRequest)
			return
		}
		d, err := care.Devices.Get(r.Context(), s.practice, tenantOf(r), deviceID(r))
		if unknot.IsKind(err, unknot.NotFound) {
			if r.URL.Path != "/push" {
				http.Error(w, "This device is not reminded.", http.StatusNotFound)
				return
			}
			d, err = care.Document[care.Device]{ID: deviceID(r)}, nil
		}
		if err == nil {
			if r.URL.Path == "/push" {
				d.Body.Endpoint, d.Body.Auth, d.Body.P256dh = endpoint, r.PostFormValue("auth"), r.PostFormValue("p256dh")
			}
			change(r, &d.Body)
			_, err = care.Devices.Put(r.Context(), s.practice, tenantOf(r), d)
		}
		s.pushAnswer(w, err)
	}
}

func (s *Site) pushOff(w http.ResponseWriter, r *http.Request) {
	err := care.Devices.Delete(r.Context(), s.practice, tenantOf(r), deviceID(r))
	if unknot.IsKind(err, unknot.NotFound) {
		err = nil
	}
	s.pushAnswer(w, err)
}

func (s *Site) pushAnswer(w http.ResponseWriter, err error) {
	if err != nil {
		s.log.Error("device not kept")
		http.Error(w, "This could not be kept. Please try again.", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// pushKey is the public key of this server, for browsers.
func (s *Site) pushKey(r *http.Request) string {
	keys, err := s.practice.PushKeys(r.Context(), push.Fresh)
	if err != nil {
		return "" // then the page offers no reminders on the device
	}
	return keys.Public
}
