package io.jstartup.platforms.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.Noncharacters;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What systemd reads is what was meant. */
final class UnitSyntaxProperties {
  private final UnitSyntax syntax = new UnitSyntax();

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars(" \"'\\%${}#;=@-:+!|~*?[]nuxsiHé\u2028\u00A0")
            .ofMaxLength(40),
        Arbitraries.strings().excludeChars('\0').ofMaxLength(40).filter(this::isWritable));
  }

  @Provide
  Arbitrary<String> programs() {
    return hostile().map(text -> "/" + text.replaceAll("['\"\\\\]", "_"));
  }

  private boolean isWritable(String text) {
    return text.chars().noneMatch(Character::isISOControl)
        && !Noncharacters.in(text)
        && text.chars().noneMatch(c -> c >= 0xDC80 && c <= 0xDCFF);
  }

  @Property
  void aWordIsReadAsItself(@ForAll("hostile") String text) {
    assertEquals(List.of(text), UnitParser.words(UnitParser.line(syntax.word(text))));
  }

  @Property
  void aCommandIsReadAsItself(
      @ForAll("programs") String program, @ForAll List<@From("hostile") String> arguments) {
    List<String> argv = new ArrayList<>(List.of(program));
    argv.addAll(arguments);
    assertEquals(argv, UnitParser.command(UnitParser.line(syntax.commandLine(argv))));
  }

  @Property
  void aWholeValueIsReadAsItselfOrRefused(@ForAll("hostile") String text) {
    String written;
    try {
      written = syntax.value(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    assertEquals(text, UnitParser.specifiers(UnitParser.line(written)));
  }

  @Property
  void noControlCharacterIsWritten(@ForAll("hostile") String text, @ForAll("controls") char c) {
    String bad = text + c + text;
    assertThrows(IllegalArgumentException.class, () -> syntax.word(bad));
    assertThrows(IllegalArgumentException.class, () -> syntax.value(bad));
    assertThrows(IllegalArgumentException.class, () -> syntax.commandLine(List.of("/bin/x", bad)));
  }

  @Provide
  Arbitrary<Character> controls() {
    return Arbitraries.of('\0', '\n', '\r', '\t', '\u001b', '\u007f', '\u0085');
  }

  /** systemd: "String is not UTF-8 clean, ignoring assignment". */
  @Property
  void noNoncharacterIsWritten(@ForAll("noncharacters") int point) {
    String bad = "x" + Character.toString(point);
    assertThrows(IllegalArgumentException.class, () -> syntax.word(bad));
    assertThrows(IllegalArgumentException.class, () -> syntax.value(bad));
    assertThrows(IllegalArgumentException.class, () -> syntax.commandLine(List.of("/bin/x", bad)));
  }

  @Provide
  Arbitrary<Integer> noncharacters() {
    return Arbitraries.of(0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x9FFFF, 0x10FFFE, 0x10FFFF);
  }

  @Example
  void whatSystemdWouldReadOtherwiseIsRefused() {
    for (String bad : List.of(" x", "x ", "x\\")) {
      assertThrows(IllegalArgumentException.class, () -> syntax.value(bad), bad);
    }
    for (String bad : List.of("bin/x", "-/bin/x", "/bin/\"x", "/bin/x\\", "/bin/'x")) {
      assertThrows(IllegalArgumentException.class, () -> syntax.commandLine(List.of(bad)), bad);
    }
    assertThrows(IllegalArgumentException.class, () -> syntax.commandLine(List.of()));
    assertThrows(IllegalArgumentException.class, () -> syntax.word("\uDC80"));
  }
}
