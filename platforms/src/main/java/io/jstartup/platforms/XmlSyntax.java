package io.jstartup.platforms;

import io.jstartup.model.OsText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How XML 1.0 carries text literally, as content or in an attribute. Property lists and SMF manifests are XML. What its production Char
 * leaves out is refused.
 */
final class XmlSyntax implements Syntax {
  @Override
  public String value(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the file can't carry newlines, NUL and other control characters");
    }
    if (!OsText.isUtf8(text)) {
      throw new IllegalArgumentException("the file can't carry bytes that are no UTF-8");
    }
    if (text.indexOf(0xFFFE) >= 0 || text.indexOf(0xFFFF) >= 0) {
      throw new IllegalArgumentException("XML can't carry U+FFFE and U+FFFF");
    }
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  @Override
  public String word(String text) {
    return value(text);
  }

  @Override
  public String commandLine(List<String> argv) {
    return argv.stream().map(this::value).collect(Collectors.joining(" "));
  }
}
