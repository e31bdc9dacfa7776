package io.jstartup.platforms.service;

/**
 * What became of one setting.
 *
 * @param field its PM2 name
 * @param note what carries it, what differs, or why it is lost
 */
public record MappedField(String field, Fidelity fidelity, String note) {}
