package web_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// A slow phone: the processor four times slower than this one, and the network
// that Lighthouse calls slow 4G: 150 ms for each request, 1.6 Mbit/s down and
// 750 kbit/s up. Chromium holds back each request, but opens connections at
// once; a real one needs 150 ms more for each of the few that it opens.
const (
	slowCPU    = 4
	roundTrip  = 150
	bytesDown  = 1.6e6 / 8
	bytesUp    = 750e3 / 8
	slowRounds = 5
)

// watchReady notes when the page can be used: its modules have run, the front of
// the map takes touches and keys, and the processor is free for the next touch.
const watchReady = `(() => {
	const note = () => setTimeout(() => { window.usableAt ??= performance.now() })
	document.addEventListener("DOMContentLoaded", () => {
		const map = document.getElementById("map")
		if (!map || map.dataset.ready) return note()
		new MutationObserver((_, o) => { if (map.dataset.ready) { o.disconnect(); note() } }).observe(map, {attributes: true})
	})
})()`

const measured = `new Promise(done => {
	let moved = 0
	new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) moved += e.value })).observe({type: "layout-shift", buffered: true})
	const look = () => {
		const paint = performance.getEntriesByName("first-contentful-paint")[0]
		if (!paint || window.usableAt === undefined || document.readyState !== "complete") return setTimeout(look, 50)
		const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].filter(e => e.transferSize > 0)
		setTimeout(() => done([all.reduce((n, e) => n + e.transferSize, 0) / 1000, all.length, paint.startTime, window.usableAt, moved]), 100)
	}
	look()
})`

// BenchmarkSlowPhone opens each page on a slow phone, as the first page ever
// and as one of many, and says for the median of five: kilobytes on the wire
// and requests, milliseconds until something can be read and until the page can
// be used, how much moved, and how long the thread of the page worked, slowed
// down as it is, which says more than the clock where others use the machine.
// Run it with -benchtime 1x.
func BenchmarkSlowPhone(b *testing.B) {
	base := demoSite(b).URL
	for _, path := range []string{"/", "/answer/DEMO", "/plan/DEMO", "/plan/DEMO/do/1", "/diary", "/diary/new", "/course", "/prevent", "/balance", "/cards", "/lab", "/guide", "/guide/muscle/trapezius_upper", "/settings", "/data", "/report/DEMO", "/more"} {
		for _, first := range []bool{true, false} {
			name := "again"
			if first {
				name = "first"
			}
			b.Run(name+strings.ReplaceAll(path, "/", "-"), func(b *testing.B) {
				for b.Loop() {
					var rounds [][]float64
					for range slowRounds {
						ctx := slowPhone(b)
						if !first {
							do(b, ctx, chromedp.Navigate(base+"/"), chromedp.Navigate(base+path), chromedp.Navigate(base+"/about"))
						}
						do(b, ctx, chromedp.Navigate(base+path))
						rounds = append(rounds, append(eval[[]float64](b, ctx, measured, chromedp.EvalAwaitPromise), busy(b, ctx)))
						if err := chromedp.Cancel(ctx); err != nil { // a window that stays open takes time from the next
							b.Fatal(err)
						}
					}
					b.ReportMetric(0, "ns/op")
					for i, unit := range []string{"kB", "requests", "painted-ms", "usable-ms", "shift", "cpu-ms"} {
						slices.SortFunc(rounds, func(x, y []float64) int { return int(1000 * (x[i] - y[i])) })
						b.ReportMetric(rounds[slowRounds/2][i], unit)
					}
				}
			})
		}
	}
}

// busy is how many milliseconds the thread of the page has worked.
func busy(b testing.TB, ctx context.Context) float64 {
	b.Helper()
	all, err := chromedp.Call(ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		b.Fatal(err)
	}
	for _, m := range all.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value * 1000
		}
	}
	b.Fatal("the browser does not say how long the page worked")
	return 0
}

// slowPhone is a window of its own on a slow phone.
func slowPhone(b testing.TB) context.Context {
	b.Helper()
	ctx := browser(b)
	steps := []func() error{
		func() error {
			_, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
			return err
		},
		func() error { _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); return err },
		func() error { // it hands pages on unzipped, and would hide what the network carries
			_, err := chromedp.Call(ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
			return err
		},
		func() error {
			_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
				MatchedNetworkConditions: []*network.Conditions{{Latency: roundTrip, DownloadThroughput: bytesDown, UploadThroughput: bytesUp}}})
			return err
		},
		func() error {
			_, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowCPU})
			return err
		},
		func() error {
			_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchReady})
			return err
		},
	}
	do(b, ctx, chromedp.EmulateViewport(390, 844))
	for _, step := range steps {
		if err := step(); err != nil {
			b.Fatal(err)
		}
	}
	return ctx
}
