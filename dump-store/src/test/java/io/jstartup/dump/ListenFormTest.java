package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.listen.SocketRights;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attribute {@code listen}, as it is given and as it is saved. */
class ListenFormTest {
  private static Object json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsPortsAddressesPathsAndNames() {
    List<ListenAddress> read =
        ListenForm.read(
            json(
                "[8080, \"127.0.0.1:81\", \"[::1]:9000\", \"/run/a b.sock\", \"@app\","
                    + " {\"name\": \"admin\", \"address\": \"8081\"}]"));
    assertEquals(
        List.of("8080", "127.0.0.1:81", "[::1]:9000", "/run/a b.sock", "@app", "8081"),
        read.stream().map(ListenAddress::address).toList());
    assertEquals("admin", read.get(5).name());
    assertEquals(ListenAddress.NO_NAME, read.get(0).name());
    assertEquals("::1", read.get(2).host());
    assertEquals(9000, read.get(2).port());
    assertEquals("", read.get(0).host());
    assertEquals(List.of(ListenAddress.of("80")), ListenForm.read("80"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "65536",
        "99999999",
        "\"\"",
        "\"localhost:80\"",
        "\"256.1.1.1:80\"",
        "\"[1.2]:80\"",
        "\"[face]:80\"",
        "\"[:::]:80\"",
        "\"1.2.3.4\"",
        "\"::1:80\"",
        "\"[::1]\"",
        "\"80\\n\"",
        "\"run/app.sock\"",
        "\"/\"",
        "true",
        "1.5",
        "[null]",
        "{}",
        "{\"address\": \"80\", \"mode\": 1}",
        "{\"address\": \"80\", \"mode\": \"0660\"}",
        "{\"address\": \"80\", \"user\": \"www-data\"}",
        "{\"address\": \"@a\", \"group\": \"www-data\"}",
        "{\"address\": \"/s\", \"mode\": 660}",
        "{\"address\": \"/s\", \"mode\": \"\"}",
        "{\"address\": \"/s\", \"mode\": \"1777\"}",
        "{\"address\": \"/s\", \"mode\": \"0888\"}",
        "{\"address\": \"/s\", \"mode\": \"u+rw\"}",
        "{\"address\": \"/s\", \"user\": \"\"}",
        "{\"address\": \"/s\", \"user\": \"a b\"}",
        "{\"address\": \"/s\", \"user\": -1}",
        "{\"address\": \"/s\", \"group\": \"a:b\"}",
        "{\"address\": \"/s\", \"group\": true}",
        "{\"address\": \"/s\", \"owner\": \"a\"}",
        "{\"address\": \"80\", \"name\": \"a:b\"}",
        "{\"address\": \"80\", \"name\": \"\"}",
        "{\"address\": \"80\", \"stdin\": 1}",
        "[{\"address\": \"80\", \"stdin\": true}, {\"address\": \"81\", \"stdin\": true}]",
        "[\"80\", \"80\"]",
        "[[80]]"
      })
  void refusesWhatIsNone(String text) {
    assertThrows(
        IllegalArgumentException.class,
        () -> ListenForm.read(java.util.Arrays.asList(json(text)).get(0)));
  }

  @Test
  void aPathIsNoLongerThanASocketsMayBe() {
    String longest = "/" + "x".repeat(106);
    assertEquals(longest, ListenForm.read(longest).get(0).address());
    assertThrows(IllegalArgumentException.class, () -> ListenForm.read(longest + "x"));
  }

  @Test
  void isSavedAndReadBack() {
    Map<String, Object> entry = new LinkedHashMap<>(AppEntry.entry(Samples.instance("web", 0)));
    entry.put("listen", json("[80, {\"name\": \"n\", \"address\": \"/s\", \"stdin\": true}]"));
    List<ListenAddress> listen = AppEntry.read(entry).app().listen();
    assertEquals(List.of(ListenAddress.of("80"), new ListenAddress("/s", "n", true)), listen);
    assertEquals(
        json("[\"80\", {\"name\": \"n\", \"address\": \"/s\", \"stdin\": true}]"),
        AppEntry.entry(AppEntry.read(entry)).get("listen"));
    String rights =
        "[{\"address\": \"/s\", \"mode\": \"0660\", \"user\": \"w\u00e9b\", \"group\": \"33\"},"
            + " {\"address\": \"/t\", \"mode\": \"0007\"}]";
    entry.put("listen", json(rights));
    assertEquals(json(rights), AppEntry.entry(AppEntry.read(entry)).get("listen"));
    entry.put(
        "listen", json("{\"address\": \"/s\", \"mode\": \"0o640\", \"user\": 0, \"group\": 33}"));
    assertEquals(
        new SocketRights(Optional.of(0640), Optional.of("0"), Optional.of("33")),
        AppEntry.read(entry).app().listen().get(0).rights());
    entry.put("listen", "nowhere:0");
    ProblemsException e = assertThrows(ProblemsException.class, () -> AppEntry.read(entry));
    assertTrue(e.getMessage().contains("listen"), e.getMessage());
  }
}
