package io.jstartup.client;

import io.jstartup.dump.Caller;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.dump.processfile.ProcessFile;
import io.jstartup.dump.resolve.AppResolver;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Completes apps as the command line does. What would be a warning there is a problem here: nobody would read it. */
final class Completion {
  private final ClientOptions options;
  private final Caller caller;

  Completion(ClientOptions options) {
    this.options = options;
    this.caller =
        new Caller(
            options.cwd().toString(),
            options.environment(),
            options.layout(),
            Runtime.getRuntime().availableProcessors());
  }

  List<AppSpec> of(App... apps) {
    List<Problem> problems = new ArrayList<>();
    List<Attributes> attributes = new ArrayList<>();
    for (App app : apps) {
      attributes.add(Attributes.of(app.subject(), app.attributes(), problems, problems));
    }
    Link.complain(problems);
    return new AppResolver(caller).resolve(attributes);
  }

  List<AppSpec> of(Path file) {
    ProcessFile read = ProcessFile.read(options.cwd().resolve(file).normalize(), caller);
    Link.complain(read.warnings());
    return new AppResolver(caller).resolve(read.apps());
  }
}
