${killMillis}
