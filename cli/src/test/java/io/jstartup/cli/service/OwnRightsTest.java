package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnRightsTest {
  private static final Account WWW = new Account("www", 1000, 1000, Path.of("/home/www"));
  private static final Account ROOT = new Account("root", 0, 0, Path.of("/root"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "uid; 'uid': 0, 'gid': 0",
        "uid; 'uid': 1000, 'gid': 1000, 'groups': [42]",
        "nice; 'nice': -1",
        "limits; 'limits': {'memlock': 'unlimited'}",
        "limits; 'limits': {'nofile': '1024:524289'}"
      })
  void onlyRootsListAsksForMoreThanItsOwnerCanDo(String field, String fields) throws IOException {
    List<SavedInstance> list = app(fields);
    for (OwnRights rights : List.of(OwnRights.ofSystem(), OwnRights.ofUser(Map.of()))) {
      ProblemsException e = assertThrows(ProblemsException.class, () -> rights.require(WWW, list));
      assertEquals(1, e.problems().size(), "each app once: " + e.getMessage());
      assertTrue(e.getMessage().contains("'slow' a service: " + field), e.getMessage());
    }
    assertDoesNotThrow(() -> OwnRights.ofSystem().require(ROOT, list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"'nice': 5", "'nice': 0", "'umask': '0'", "'limits': {'nofile': '1:524288'}"})
  void whatAnybodyMayDoAnyListMayAsk(String fields) throws IOException {
    List<SavedInstance> list = app(fields);
    assertDoesNotThrow(() -> OwnRights.ofSystem().require(WWW, list));
    assertDoesNotThrow(() -> OwnRights.ofUser(Map.of()).require(WWW, list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "false; 'limits': {'nofile': '1:1048576'}",
        "true; 'limits': {'nofile': '1:1048577'}",
        "false; 'limits': {'memlock': 8192, 'core': 'unlimited'}",
        "true; 'limits': {'memlock': 8193}",
        "true; 'limits': {'rtprio': 0}"
      })
  void aUsersManagerGivesWhatItHasItself(boolean refused, String fields) throws IOException {
    List<SavedInstance> list = app(fields);
    OwnRights rights =
        OwnRights.ofUser(
            UsersManager.limits(
                "Version=252\nDefaultLimitNOFILE=1048576\nDefaultLimitNOFILESoft=1024\n"
                    + "DefaultLimitMEMLOCK=8192\nDefaultLimitCORE=infinity\n"));
    if (refused) {
      assertThrows(ProblemsException.class, () -> rights.require(WWW, list));
    } else {
      assertDoesNotThrow(() -> rights.require(WWW, list));
    }
  }

  @Test
  void allAppsThatAskAreNamed() throws IOException {
    List<SavedInstance> list = new ArrayList<>();
    for (SavedInstance saved : app("'nice': -20, 'uid': 0, 'gid': 0")) {
      list.add(saved);
      list.add(saved.withApp(saved.app().withName("other")));
    }
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> OwnRights.ofSystem().require(WWW, list));
    assertEquals(4, e.problems().size(), e.getMessage());
  }

  /** Two instances of it. */
  private static List<SavedInstance> app(String fields) throws IOException {
    List<SavedInstance> one = NativeApps.instances("slow", "{" + fields.replace('\'', '"') + "}");
    SavedInstance saved = one.get(0);
    return List.of(saved, new SavedInstance(saved.app(), 1, "second", true));
  }
}
