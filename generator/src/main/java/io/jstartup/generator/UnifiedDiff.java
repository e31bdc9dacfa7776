package io.jstartup.generator;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What changes in a file, as diff(1) -u shows it; empty when nothing does. */
final class UnifiedDiff {
  private static final int CONTEXT_LINES = 3;

  private UnifiedDiff() {}

  static String between(String fromName, byte[] from, String toName, byte[] to) {
    List<String> before = lines(from);
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            fromName, toName, before, DiffUtils.diff(before, lines(to)), CONTEXT_LINES);
    return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
  }

  private static List<String> lines(byte[] content) {
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }
}
