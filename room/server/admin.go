package server

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"casusoverleg/room/journal"
)

// readyTime bounds the question whether the journal answers.
const readyTime = 2 * time.Second

// adminRoutes is what operators reach: counts, never who or what.
func (s *Server) adminRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "alive\n") })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics(), promhttp.HandlerOpts{}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secureHeaders(w.Header(), false)
		mux.ServeHTTP(w, r)
	})
}

// ready says whether the server can do its work: it is not stopping, and the
// journal answers.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		say(w, http.StatusServiceUnavailable, "stopping\n")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	if _, err := s.journal.Head(ctx, journal.Room{}); err != nil {
		say(w, http.StatusServiceUnavailable, "the journal does not answer\n")
		return
	}
	say(w, http.StatusOK, "ready\n")
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // whoever went away does not read it
}

func (s *Server) metrics() *prometheus.Registry {
	st := s.hub.Stats()
	registry := prometheus.NewRegistry()
	gauge := func(name, help string, value func() float64) {
		registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "casusoverleg", Name: name, Help: help}, value))
	}
	counter := func(name, help string, value func() uint64) {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "casusoverleg", Name: name, Help: help},
			func() float64 { return float64(value()) }))
	}
	gauge("rooms", "Rooms in memory.", func() float64 { return float64(st.Rooms.Load()) })
	gauge("sessions", "Devices that have joined a room.", func() float64 { return float64(st.Sessions.Load()) })
	gauge("sockets", "Open WebSockets.", func() float64 { return float64(s.sockets.count()) })
	counter("acts_admitted_total", "Acts appended to the journal.", st.Admitted.Load)
	counter("acts_refused_total", "Acts refused.", st.Refused.Load)
	counter("sessions_dropped_total", "Devices dropped because they did not keep up.", st.Slow.Load)
	counter("frames_sent_total", "Frames sent to devices.", st.FramesOut.Load)
	counter("bytes_sent_total", "Bytes of frames sent to devices.", st.BytesOut.Load)
	registry.MustRegister(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{})) // processor time, memory, open files
	registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: "casusoverleg", Name: "build_info", Help: "1, with the version as label.",
		ConstLabels: prometheus.Labels{"version": s.config.Version},
	}, func() float64 { return 1 }))
	return registry
}
