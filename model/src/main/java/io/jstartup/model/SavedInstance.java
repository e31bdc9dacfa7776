package io.jstartup.model;

/**
 * One entry of the saved list: one instance of an app with its desired state.
 *
 * @param app the app; its {@code instances} says how many entries of the list belong to it
 * @param number the instance's number, from 0
 * @param uniqueId a UUID that stays the instance's own over restarts, saves and boots
 * @param run whether it should run: a stopped app comes back stopped
 */
public record SavedInstance(AppSpec app, int number, String uniqueId, boolean run) {}
