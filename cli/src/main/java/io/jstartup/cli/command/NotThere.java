package io.jstartup.cli.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PM2's commands and options that jstartup doesn't have, and what does for them instead. The same is in {@code docs/differences-from-pm2.md}. */
final class NotThere {
  private static final Map<String, String> INSTEAD = new HashMap<>();

  static {
    put(
        "'jstartup list' shows CPU and memory, 'jstartup describe APP' one app, 'jstartup logs' what they write",
        List.of("monit", "imonit", "dashboard", "dash"));
    put(
        "'jstartup list' shows what the apps use; for the machine there are top, free and df",
        List.of("slist", "sysinfos"));
    put(
        "what a report of a bug needs is in 'jstartup --version', 'jstartup describe APP' and pm2.log in the home",
        List.of("report"));
    put(
        "write a process file, such as apps.yml with: apps: [{ name: web, script: server.js }]",
        List.of("ecosystem", "init", "create", "examples"));
    put(
        "start a web server, such as: jstartup start 'python3 -m http.server 8080' --name files",
        List.of("serve", "expose"));
    put(
        "bring the files there by git, rsync or your CI, then 'jstartup reload APP'",
        List.of("deploy", "pull", "forward", "backward"));
    put(
        "an app has no standard input to write to; let it listen on a socket, or use 'jstartup sendSignal'",
        List.of("send", "attach"));
    put("let the app have an address for it, or use 'jstartup sendSignal'", List.of("trigger"));
    put(
        "there are no modules; logs are rotated without one: jstartup set logs:max_size 50M",
        List.of(
            "install",
            "uninstall",
            "module:install",
            "module:uninstall",
            "module:update",
            "module:publish",
            "module:generate",
            "package",
            "publish",
            "autoinstall"));
    put(
        "there is no service to report to; monitors read 'jstartup jlist'",
        List.of(
            "link",
            "unlink",
            "plus",
            "login",
            "logout",
            "register",
            "open",
            "monitor",
            "unmonitor"));
    put(
        "ask Node itself, such as by: jstartup start app.js --node-args=--inspect",
        List.of("inspect", "profile:mem", "profile:cpu", "install-otel", "uninstall-otel"));
    put("'jstartup conf' shows the settings", List.of("config"));
    put("'jstartup set KEY VALUE', once for each", List.of("multiset"));
    put("'jstartup update' replaces the supervisor", List.of("deepUpdate"));
    put("'jstartup runtime' runs apps in the foreground", List.of("--no-daemon"));
    put("'jstartup logs APP' shows what it writes", List.of("--attach"));
    put("write --update-env out", List.of("-a"));
    put("give 'pid_file' in a process file", List.of("-p", "--pid"));
    put("'jstartup save' keeps the list", List.of("-w", "--write"));
  }

  private NotThere() {}

  private static void put(String instead, List<String> words) {
    words.forEach(word -> INSTEAD.put(word, instead));
  }

  /** What to do instead; empty when PM2 has no such command either, or we have it. */
  static Optional<String> instead(String word) {
    return Optional.ofNullable(INSTEAD.get(word));
  }

  /** All of them. */
  static List<String> words() {
    return INSTEAD.keySet().stream().sorted().toList();
  }
}
