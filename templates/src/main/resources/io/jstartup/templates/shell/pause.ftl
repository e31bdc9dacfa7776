# Not every sleep knows fractions. Dozens of these scripts may wait at the same time: seldom, once it takes longer.
pause() {
  if [ "$tenths" -lt 3 ]; then time=0.1 step=1; else time=0.5 step=5; fi
  if sleep "$time" 2>/dev/null; then tenths=$((tenths + step)); else sleep 1; tenths=$((tenths + 10)); fi
}
