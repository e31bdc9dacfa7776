${stopLimitWithSweep}000
