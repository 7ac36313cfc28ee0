package httpmodel

import "slices"

// Logging, time, locks and whatever else handlers call beside the response. Most
// rows say only that the call leaves alone what it is given.

// Levels of the logger that end the function.
var fatal = []string{"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"}

func logRows() []Row {
	prints := []string{"Output", "Print", "Printf", "Println"}
	return slices.Concat(
		each(Row{NoReturn: true}, fatal...),
		each(Row{Recv: "Logger", NoReturn: true}, fatal...),
		harmless("", prints...),
		harmless("Logger", prints...),
	)
}

func slogRows() []Row {
	levels := []string{"Debug", "DebugContext", "Error", "ErrorContext", "Info", "InfoContext", "Log", "LogAttrs", "Warn",
		"WarnContext", "With"}
	return slices.Concat(
		harmless("", levels...),
		harmless("Logger", levels...),
		harmless("Logger", "Enabled", "Handler", "WithGroup"),
		harmless("", "Any", "AnyValue", "Group", "GroupAttrs", "GroupValue", "String", "StringValue", "Time"),
	)
}

func contextRows() []Row {
	return slices.Concat([]Row{
		// Canceled or DeadlineExceeded, of either the text is fixed; nil until then.
		{Recv: "Context", Name: "Err", Results: []Expr{or(null(), newError(plain()))}, Pure: true},
	},
		harmless("Context", "Deadline", "Done", "Value"),
		harmless("", "Cause", "WithCancel", "WithCancelCause", "WithDeadline", "WithTimeout", "WithTimeoutCause", "WithValue",
			"WithoutCancel"),
	)
}

func timeRows() []Row {
	return slices.Concat(
		harmless("", "Since", "Until"),
		harmless("Time", "Add", "AddDate", "After", "AppendFormat", "Before", "Clock", "Compare", "Date", "Day", "Equal",
			"Format", "Hour", "In", "IsZero", "Local", "Minute", "Month", "Nanosecond", "Round", "Second", "String", "Sub",
			"Truncate", "UTC", "Unix", "UnixMicro", "UnixMilli", "UnixNano", "Weekday", "Year", "YearDay"),
		harmless("Timer", "Reset", "Stop"),
		harmless("Ticker", "Reset", "Stop"),
	)
}

func syncRows() []Row {
	return slices.Concat(
		harmless("Locker", "Lock", "Unlock"),
		harmless("Mutex", "Lock", "TryLock", "Unlock"),
		harmless("RWMutex", "Lock", "RLock", "RUnlock", "TryLock", "TryRLock", "Unlock"),
		harmless("WaitGroup", "Add", "Done", "Wait"),
		harmless("Map", "CompareAndDelete", "Delete", "Load", "LoadAndDelete", "LoadOrStore", "Store", "Swap"),
		harmless("Pool", "Get", "Put"),
	)
}

// syncAtomic leaves out the functions: they change what a plain load reads.
func syncAtomic() []Row {
	var rows []Row
	for _, recv := range []string{"Int32", "Int64", "Uint32", "Uint64"} {
		rows = append(rows, harmless(recv, "Add", "CompareAndSwap", "Load", "Store", "Swap")...)
	}
	for _, recv := range []string{"Bool", "Pointer", "Value"} {
		rows = append(rows, harmless(recv, "CompareAndSwap", "Load", "Store", "Swap")...)
	}
	return rows
}

func databaseSQL() []Row {
	query := []string{"Exec", "ExecContext", "Prepare", "PrepareContext", "Query", "QueryContext", "QueryRow", "QueryRowContext"}
	return slices.Concat(
		harmless("DB", query...),
		harmless("DB", "Begin", "BeginTx", "Close", "Conn", "Ping", "PingContext", "Stats"),
		harmless("Tx", query...),
		harmless("Tx", "Commit", "Rollback"),
		harmless("Rows", "Close", "Columns", "Err", "Next"),
		harmless("Stmt", "Close", "Exec", "ExecContext", "Query", "QueryContext", "QueryRow", "QueryRowContext"),
	)
}

func osRows() []Row {
	return slices.Concat(
		each(Row{NoReturn: true}, "Exit"),
		harmless("", "WriteFile"),
		harmless("File", "Close", "Name", "Stat", "Sync", "Write", "WriteString"),
	)
}

func runtimeRows() []Row {
	return []Row{
		{Name: "Goexit", NoReturn: true},
		// Where the source code was when the program was built; the line alone says little.
		{Name: "Caller", Results: []Expr{{}, sourcePlace("runtime.Caller")}, Pure: true},
		{Recv: "Func", Name: "FileLine", Results: []Expr{sourcePlace("runtime.Func.FileLine")}, Pure: true},
		{Recv: "Frames", Name: "Next", Results: []Expr{made("Frame", Member{"File", sourcePlace("runtime.Frame.File")})}, Pure: true},
		// Stack fills the buffer that it is given.
		{Name: "Stack", Response: &Response{Kind: Body, Writer: 0, Body: Expr{Op: OpStack}}, Results: []Expr{plain()}},
	}
}

// sourcePlace is the name of a source file, as a function gives it.
func sourcePlace(from string) Expr { return Expr{Op: OpStack, Name: from} }

func runtimeDebug() []Row {
	return []Row{{Name: "Stack", Results: []Expr{{Op: OpStack}}, Pure: true}}
}

func runtimePprof() []Row {
	return []Row{
		{Recv: "Profile", Name: "WriteTo", Response: &Response{Kind: Body, Writer: 1, Body: plain()}},
		{Name: "WriteHeapProfile", Response: &Response{Kind: Body, Writer: 0, Body: plain()}},
	}
}

// testingRows ends tests where the testing package does; helpers get a TB, and
// the methods of T, B and F are promoted from common.
func testingRows() []Row {
	var rows []Row
	for _, recv := range []string{"common", "TB"} {
		rows = append(rows, each(Row{Recv: recv, NoReturn: true}, "FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf")...)
		rows = append(rows, harmless(recv, "Error", "Errorf", "Fail", "Helper", "Log", "Logf")...)
	}
	return rows
}
