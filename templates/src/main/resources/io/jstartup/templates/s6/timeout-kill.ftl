${stopLimitMillis}
