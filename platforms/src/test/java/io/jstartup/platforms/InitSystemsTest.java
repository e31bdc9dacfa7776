package io.jstartup.platforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitSystemsTest {
  @ParameterizedTest
  @CsvSource({
    "systemd,systemd",
    "ubuntu,systemd",
    "centos,systemd",
    "arch,systemd",
    "oracle,systemd",
    "SystemD,systemd",
    "upstart,upstart",
    "ubuntu14,upstart",
    "ubuntu12,upstart",
    "systemv,systemv",
    "sysv,systemv",
    "amazon,systemv",
    "centos6,systemv",
    "openrc,openrc",
    "launchd,launchd",
    "macos,launchd",
    "darwin,launchd",
    "rcd,rcd",
    "freebsd,rcd",
    "rcd-openbsd,rcd-openbsd",
    "openbsd,rcd-openbsd",
    "smf,smf",
    "sunos,smf",
    "solaris,smf",
    "runit,runit",
    "s6,s6",
    "dinit,dinit",
    "finit,finit",
    "busybox,busybox",
    "netbsd,rcd-netbsd",
    "cron,cron"
  })
  void knowsItsOwnWordsAndThoseOfPm2(String word, String id) {
    assertEquals(id, InitSystems.named(word).id());
  }

  @Test
  void noWordNamesTwo() {
    Set<String> words = new HashSet<>();
    for (InitSystem init : InitSystems.all()) {
      assertTrue(words.add(init.id()), init.id());
      init.aliases().forEach(alias -> assertTrue(words.add(alias), alias));
    }
  }

  @Test
  void anUnknownWordIsAnsweredWithTheNearestAndTheList() {
    ProblemsException e = assertThrows(ProblemsException.class, () -> InitSystems.named("sytemd"));
    assertTrue(e.getMessage().contains("did you mean 'systemd'?"), e.getMessage());
    assertTrue(e.getMessage().contains("launchd, upstart"), e.getMessage());
    String far =
        assertThrows(ProblemsException.class, () -> InitSystems.named("windows")).getMessage();
    assertTrue(!far.contains("did you mean"), far);
  }
}
