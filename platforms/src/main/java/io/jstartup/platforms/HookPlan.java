package io.jstartup.platforms;

import java.nio.file.Path;
import java.util.List;

/**
 * All that a boot hook is on one init system. Install, remove, preview, diff, receipt and golden test read this one plan, so they
 * can't drift apart. Paths are absolute and stand below the machine's root folder.
 *
 * @param initSystem the init system's id
 * @param serviceName the service's name, without a suffix
 * @param files what is written
 * @param links what {@code enable} makes, so that removal can make sure that they are gone
 * @param validate the init system's own checker, run once the files are written
 * @param reload makes the init system read the files
 * @param enable makes the service start at boot
 * @param enabled tells whether it does
 * @param disable the opposite of {@code enable}; leaves what runs running
 * @param afterRemoval what is run when the files are gone
 * @param start starts the service now and waits until it is ready
 * @param active tells whether the service runs
 */
public record HookPlan(
    String initSystem,
    String serviceName,
    List<PlannedFile> files,
    List<Path> links,
    List<Check> validate,
    List<Command> reload,
    List<Command> enable,
    Check enabled,
    List<Command> disable,
    List<Command> afterRemoval,
    Command start,
    Check active) {}
