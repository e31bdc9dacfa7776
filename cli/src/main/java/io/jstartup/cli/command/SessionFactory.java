package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Gives each command the session; everything else is made as picocli does it. */
record SessionFactory(Session session) implements CommandLine.IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Session.class) {
        return type.cast(constructor.newInstance(session));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
