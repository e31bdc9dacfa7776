/** Cron patterns: what {@code cron_restart} may be, and when its times come. */
package io.jstartup.model.cron;
