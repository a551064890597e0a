package knowledge

// NothingToDo stands in Risk.Habit where no habit can change the factor.
const NothingToDo = "nothing_to_do"

// Risk is one factor that may make knots more likely, asked as a plain question.
type Risk struct {
	ID        string `toml:"id"`
	Claim     string `toml:"claim"`
	Name      string `toml:"name"`
	Ask       string `toml:"ask"`
	Contested bool   `toml:"contested"` // then Weight is "zero"
	Weight    string `toml:"weight"`    // zero, weak, some, clear
	Habit     string `toml:"habit"`     // id of a habit, or NothingToDo
	Record
}
