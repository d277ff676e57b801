/** What is missed when still pictures are not decoded: real footage, encoded as cameras do it. */
package watchpost.daemon.adaptive;
