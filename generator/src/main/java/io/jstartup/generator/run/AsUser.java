package io.jstartup.generator.run;

import io.jstartup.model.hook.Account;
import java.util.ArrayList;
import java.util.List;

/**
 * How root runs a tool with the rights of a user and no others: the user's groups, and nothing that is setuid gives any back. It has no
 * terminal, as whatever can make it do something could type commands for root there, TIOCSTI of ioctl_tty(2).
 */
public record AsUser(Account account) {
  /** These words, run as that user; the first is a tool's bare name. */
  public List<String> words(List<String> command) {
    List<String> argv = new ArrayList<>();
    if (SystemTools.find("setsid").isPresent()) {
      argv.add("setsid");
    }
    argv.addAll(change());
    argv.add("--");
    argv.addAll(command);
    return argv;
  }

  private List<String> change() {
    return SystemTools.find("setpriv").isPresent()
        ? List.of(
            "setpriv",
            "--reuid=" + Integer.toUnsignedString(account.uid()),
            "--regid=" + Integer.toUnsignedString(account.gid()),
            "--init-groups",
            "--no-new-privs")
        : List.of("runuser", "-u", account.name());
  }
}
