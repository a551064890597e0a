package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// BenchmarkLabFrames lets time run in the lab at its quickest while every slider
// moves, and tells how many frames a second the browser shows and how long the
// script works on each. The browser here has no graphics card, so that painting
// costs more than on a desktop.
func BenchmarkLabFrames(b *testing.B) {
	ctx, s := browser(b), site(b)
	do(b, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(s.URL+"/lab"), chromedp.WaitVisible(chromedp.CSS("#lab[data-ready]")))
	type frames struct{ FPS, Script, Script95, Worst float64 }
	var f frames
	for b.Loop() {
		f = eval[frames](b, ctx, `new Promise(done => {
			const spent = [], gaps = [], real = window.requestAnimationFrame.bind(window);
			window.requestAnimationFrame = f => real(at => { const t = performance.now(); f(at); spent.push(performance.now() - t); });
			document.querySelector("#lab-speed").value = "7";
			document.querySelector("#lab-play").click();
			const sliders = [...document.querySelectorAll("#lab input[type=range]")];
			let last = 0, n = 0;
			const watch = at => {
				if (last) gaps.push(at - last);
				last = at;
				const slider = sliders[n++ % sliders.length];
				slider.value = +slider.min + (slider.max - slider.min) * (.5 + .5 * Math.sin(n / 60));
				slider.dispatchEvent(new Event("input", {bubbles: true}));
				if (n < 300) return void real(watch);
				document.querySelector("#lab-play").click();
				window.requestAnimationFrame = real;
				const order = (list, p) => list.sort((a, b) => a - b)[Math.floor((list.length - 1) * p)];
				done({FPS: 1000 / order(gaps, .5), Script: order(spent, .5), Script95: order(spent, .95), Worst: order(gaps, .95)});
			};
			real(watch);
		})`, chromedp.EvalAwaitPromise)
	}
	b.ReportMetric(f.FPS, "frames/s")
	b.ReportMetric(f.Worst, "ms-gap-95%")
	b.ReportMetric(f.Script, "ms-script/frame")
	b.ReportMetric(f.Script95, "ms-script/frame-95%")
}
