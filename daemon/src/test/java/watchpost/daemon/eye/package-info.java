/** What the product says about clips that a person has watched, held to what the person wrote down in docs/checks. */
package watchpost.daemon.eye;
