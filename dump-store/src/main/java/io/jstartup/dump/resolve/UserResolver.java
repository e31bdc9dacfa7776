package io.jstartup.dump.resolve;

import io.jstartup.dump.Caller;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.io.CallerIds;
import io.jstartup.model.Problem;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.hook.PasswdEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds whom an app is to run as: {@code uid} ({@code username} is the same) and {@code gid}, each by name or by number. */
final class UserResolver {
  /**
   * The answer.
   *
   * @param runAs empty: as the caller
   * @param home the user's home; {@code /} when the user database does not know it; the caller's is its HOME, empty without one
   */
  record Found(Optional<RunAs> runAs, String home) {}

  private final Attributes app;
  private final Users users;
  private final List<Problem> problems;
  private final Found caller;

  UserResolver(Attributes app, Users users, List<Problem> problems, Caller caller) {
    this.app = app;
    this.users = users;
    this.problems = problems;
    this.caller = new Found(Optional.empty(), caller.environment().getOrDefault("HOME", ""));
  }

  /** With problems found of no use. */
  Found find() {
    Optional<String> word = app.text("uid").or(() -> app.text("username"));
    Optional<String> group = app.text("gid");
    if (word.isEmpty() && group.isEmpty()) {
      return caller;
    }
    int own = own(CallerIds::uid);
    Optional<PasswdEntry> user = users.user(word.orElse(Integer.toString(own)));
    Optional<Integer> uid = user.map(PasswdEntry::uid).or(() -> number(word.orElse("" + own)));
    Optional<Integer> gid =
        group.isPresent() ? users.group(group.get()) : user.map(PasswdEntry::gid);
    if (uid.isEmpty() || gid.isEmpty()) {
      problems.add(unknown(word.orElse(""), uid.isPresent(), group));
      return caller;
    }
    if (uid.get() == own && (group.isEmpty() || gid.get() == own(CallerIds::gid))) {
      return caller;
    }
    if (own != 0) {
      problems.add(onlyRoot());
      return caller;
    }
    return new Found(
        Optional.of(runAs(user, uid.get(), gid.get())), user.map(PasswdEntry::home).orElse("/"));
  }

  private static Optional<Integer> number(String word) {
    return Users.isNumber(word) ? Optional.of(Integer.valueOf(word)) : Optional.empty();
  }

  /** The groups as initgroups(3) has them: those that list the user, and the one it is given. */
  private RunAs runAs(Optional<PasswdEntry> user, int uid, int gid) {
    Set<Integer> groups = new LinkedHashSet<>();
    groups.add(gid);
    user.ifPresent(
        known -> users.groups(known).stream().filter(it -> it != known.gid()).forEach(groups::add));
    String name = user.map(PasswdEntry::name).orElse("");
    return new RunAs(uid, gid, new ArrayList<>(groups), name);
  }

  private Problem unknown(String user, boolean userKnown, Optional<String> group) {
    if (!userKnown) {
      return app.problem("there is no user '" + user + "' on this machine", "check 'uid'");
    }
    return group.isPresent()
        ? app.problem("there is no group '" + group.get() + "' on this machine", "check 'gid'")
        : app.problem("user " + user + " has no entry on this machine", "give 'gid' too");
  }

  private Problem onlyRoot() {
    return app.problem(
        "only root can run an app as another user or group",
        "run this with sudo, or leave 'uid' and 'gid' out");
  }

  private interface Id {
    int get() throws IOException;
  }

  private static int own(Id id) {
    try {
      return id.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
