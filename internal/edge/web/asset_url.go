package web

// assetURL is the address of an asset, such as "dist/map.js", with a mark of
// its content, so that a browser may keep it for a year and still gets a new
// one at once.
func assetURL(name string) string {
	if mark := assetMark(name); mark != "" {
		return "/assets/" + name + "?v=" + mark
	}
	return "/assets/" + name
}
