/** Apps as units of systemd: one service for each saved instance and a target around them. */
package io.jstartup.platforms.systemd.apps;
