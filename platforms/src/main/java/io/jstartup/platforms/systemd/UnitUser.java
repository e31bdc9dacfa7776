package io.jstartup.platforms.systemd;

import io.jstartup.model.hook.Account;

/** How systemd's files and tools are told which user is meant: systemd.exec(5) {@code User=}, loginctl(1). */
public final class UnitUser {
  private UnitUser() {}

  /**
   * A user's name, or the number where the name could be taken for another user's number or for a specifier, or an older systemd
   * would not take it.
   */
  public static String of(Account account) {
    return account.name().matches("[A-Za-z_][A-Za-z0-9_.-]*")
        ? account.name()
        : Integer.toUnsignedString(account.uid());
  }
}
