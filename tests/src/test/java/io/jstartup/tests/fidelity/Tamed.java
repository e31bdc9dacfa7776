package io.jstartup.tests.fidelity;

import io.jstartup.platforms.systemd.UnitSyntax;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Apps without what a unit of systemd can't carry, but for some: those have a runner each, which is a JVM. */
final class Tamed {
  private static final int RUNNERS = 25;

  /** Of the user that no name stands for, see {@link Identity#ofOthers}. */
  private static final int NAMELESS = 54321;

  private Identity named;

  Specification changed(Specification app) {
    named = app.identity().uid() == NAMELESS ? named : app.identity();
    return app.number() % RUNNERS == 0 || named == null ? app : tame(app, named);
  }

  private static Specification tame(Specification app, Identity identity) {
    Map<String, String> env = new LinkedHashMap<>();
    app.env()
        .forEach(
            (name, value) ->
                env.put(
                    name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "V" + env.size(),
                    carried(value)));
    return new Specification(
        app.number(),
        app.name(),
        app.program().substring(0, app.program().lastIndexOf("/programs/")) + "/programs/a $b %n",
        app.script(),
        app.interpreterArgs().stream().map(Tamed::carried).toList(),
        app.args().stream().map(Tamed::carried).toList(),
        env,
        false,
        folder(app),
        identity,
        app.umask(),
        app.nice(),
        Optional.of(app.files().orElse(new Specification.Limit(1000, 2000))),
        app.stop());
  }

  private static String carried(String text) {
    return UnitSyntax.isText(text) ? text : "no text";
  }

  private static String folder(Specification app) {
    return app.cwd().chars().anyMatch(Character::isISOControl)
        ? app.program().substring(0, app.program().lastIndexOf("/programs/"))
            + "/folders/"
            + app.number()
        : app.cwd();
  }
}
