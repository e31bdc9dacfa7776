package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.ready.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeFormTest {
  private static void refused(Map<String, Object> form, String why) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> ProbeForm.ready().parse(form));
    assertEquals(why, refusal.getMessage());
  }

  private static void taken(Map<String, Object> form) {
    Probe probe = ProbeForm.health().parse(form);
    assertEquals(probe, ProbeForm.ready().parse(ProbeForm.write(probe)));
  }

  @Test
  void fillsInWhatIsNotSaid() {
    Probe probe = ProbeForm.health().parse(Map.of("tcp", 8080L, "threshold", "2"));
    Duration interval = Duration.ofSeconds(10);
    assertEquals(
        new Probe(Probe.Kind.TCP, List.of("8080"), interval, Duration.ofSeconds(5), 2), probe);
  }

  @Test
  void takesEveryKindAndWritesItBack() {
    taken(Map.of("http", "http://[::1]:${PORT}/a?b=%20c"));
    taken(Map.of("tcp", "[fe80::1%eth0]:1"));
    taken(Map.of("tcp", "/run/a b.sock"));
    taken(Map.of("exec", List.of("sh", "", "a b\udcff\n$(x)", 5L)));
    taken(Map.of("exec", "test -e 'a b'"));
    taken(Map.of("log", "up $ \\ \" é😀", "interval", 1L));
    taken(Map.of("file", "../é \n"));
  }

  @Test
  void saysWhatIsWrong() {
    refused(Map.of(), "it has none of http, tcp, exec, log and file");
    refused(Map.of("tpc", 1L), "it has an unknown 'tpc'");
    refused(
        Map.of("interval", 0L, "tcp", 1L), "'interval' must be a whole number from 1 to 86400000");
    refused(
        Map.of("timeout", 1.5, "tcp", 1L), "'timeout' must be a whole number from 1 to 86400000");
    refused(
        Map.of("threshold", "9".repeat(40), "tcp", 1L),
        "'threshold' must be a whole number from 1 to 1000");
    String http = "'http' must be an address http://HOST[:PORT][/PATH]; for https use exec";
    refused(Map.of("http", "https://h/"), http);
    refused(Map.of("http", "http://u:p@h/"), http);
    refused(Map.of("http", "http://h:70000/"), http);
    refused(Map.of("http", "/health"), http);
    String tcp = "'tcp' must be PORT, HOST:PORT or a UNIX socket's path";
    refused(Map.of("tcp", "h"), tcp);
    refused(Map.of("tcp", true), tcp);
    refused(Map.of("tcp", List.of()), tcp);
    refused(Map.of("file", ""), "'file' must be a path in UTF-8");
    refused(Map.of("file", "\udcff"), "'file' must be a path in UTF-8");
    refused(Map.of("log", "a\0"), "it has a NUL character in it");
    refused(Map.of("log", "\ud800"), "it has characters in it that stand for no bytes");
    String exec = "'exec' must be a command, as an array of words or one text";
    refused(Map.of("exec", List.of()), exec);
    refused(Map.of("exec", List.of("")), exec);
    refused(Map.of("exec", List.of(Map.of())), exec);
  }
}
