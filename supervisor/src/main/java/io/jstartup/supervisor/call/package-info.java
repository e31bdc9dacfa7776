/** Asks over the network whether somebody is there and well, without a thread for each question. */
package io.jstartup.supervisor.call;
