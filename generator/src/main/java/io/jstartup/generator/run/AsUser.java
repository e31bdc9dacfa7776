package io.jstartup.generator.run;

import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * How root runs a tool with the rights of a user and no others: the user's groups, and, on Linux, nothing that is setuid gives any back.
 * Where the system has a means for that it has no terminal, as whatever can make it do something could type commands for root there,
 * TIOCSTI of ioctl_tty(2). No login shell is asked for, and no shell sees the words.
 */
public record AsUser(Account account) {
  /** POSIX::setuid(3) by root sets all three ids; what could not be set is noticed. */
  private static final String PERL =
      "use POSIX (); POSIX::setsid(); ($u, $g, $all) = splice @ARGV, 0, 3;"
          + " $! = 0; $) = \"$g $all\"; exit 1 if $!;"
          + " POSIX::setgid($g) && POSIX::setuid($u) or exit 1;"
          + " exit 1 if $< != $u || $> != $u || $( != $g || $) != $g;"
          + " exec { $ARGV[0] } @ARGV; exit 127";

  /** These words, run as that user; the first is a tool's bare name. */
  public List<String> words(List<String> command) {
    return words(command, System.getProperty("os.name"), new SystemCommands());
  }

  List<String> words(List<String> command, String osName, CommandRunner tools) {
    List<String> argv = new ArrayList<>();
    if (tools.has(Command.of("setsid"))) {
      argv.add("setsid");
    }
    argv.addAll(change(osName, tools));
    argv.addAll(command);
    return argv;
  }

  private List<String> change(String osName, CommandRunner tools) {
    return switch (osName) {
      case "Linux" -> onLinux(tools);
      case "Mac OS X" -> List.of("sudo", "-n", "-u", "#" + uid(), "--"); // setgroups(2) takes 16
      default -> elsewhere(groups(tools), tools);
    };
  }

  private List<String> onLinux(CommandRunner tools) {
    return tools.has(Command.of("setpriv"))
        ? List.of(
            "setpriv",
            "--reuid=" + uid(),
            "--regid=" + gid(),
            "--init-groups",
            "--no-new-privs",
            "--")
        : List.of("runuser", "-u", account.name(), "--");
  }

  /** illumos and OpenBSD have perl; chroot(8) of FreeBSD and NetBSD takes a user, and all the groups. */
  private List<String> elsewhere(List<String> groups, CommandRunner tools) {
    return tools.has(Command.of("perl"))
        ? List.of("perl", "-e", PERL, uid(), gid(), String.join(" ", groups))
        : List.of("chroot", "-u", uid(), "-g", gid(), "-G", String.join(",", groups), "/");
  }

  private List<String> groups(CommandRunner tools) {
    String said = tools.require(Command.of("id", "-G", "--", account.name())).out();
    return List.of(said.strip().split("\\s+"));
  }

  private String uid() {
    return Integer.toUnsignedString(account.uid());
  }

  private String gid() {
    return Integer.toUnsignedString(account.gid());
  }
}
