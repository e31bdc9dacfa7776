package io.jstartup.model.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ServiceNameTest {
  private static String name(String user, String home) {
    Account account = new Account(user, 1, 1, Path.of("/home/www"));
    return ServiceName.of(account, Path.of(home));
  }

  @Test
  void theUsualHomeNeedsNoMoreThanTheUser() {
    assertEquals("jstartup-www", name("www", "/home/www/.jstartup"));
    assertEquals("jstartup-www", name("www", "/home/www/./.jstartup/"));
  }

  @Test
  void anotherHomeAddsItsHash() {
    assertEquals("jstartup-www-e7c7ea0b", name("www", "/srv/shop"));
  }

  @Test
  void twoHomesOfAUserNeverShareAName() {
    String first = name("www", "/srv/a/.jstartup");
    assertTrue(first.matches("jstartup-www-[0-9a-f]{8}"), first);
    assertNotEquals(first, name("www", "/srv/b/.jstartup"));
  }

  @Test
  void withoutTheUsersFolderItIsOneOfTwo() {
    Account account = new Account("www", 1, 1, Path.of("/home/www"));
    assertEquals(
        Set.of(name("www", "/home/www/.jstartup"), name("www", "/srv/shop")),
        ServiceName.possible(account, Path.of("/srv/./shop/")));
  }

  @Test
  void usersWhoseNamesNeedOtherCharactersStayApart() {
    String name = name("a@b", "/home/www/.jstartup");
    assertTrue(name.matches("jstartup-a_b-[0-9a-f]{8}"), name);
    assertNotEquals(name, name("a+b", "/home/www/.jstartup"));
  }

  @Test
  void anAskedNameIsTakenAsItIs() {
    assertEquals("shop_1.x-y", ServiceName.parse("shop_1.x-y"));
    assertEquals("shop", ServiceName.parse("shop.service"));
  }

  @Test
  void whatAnInitSystemCanNotTakeIsRefused() {
    for (String bad :
        List.of(
            "",
            ".service",
            "-x",
            ".x",
            "a b",
            "a/b",
            "../x",
            "a\nb",
            "x@y",
            "é",
            "x".repeat(201))) {
      assertThrows(ProblemsException.class, () -> ServiceName.parse(bad), bad);
    }
  }
}
