${finishMillis}
