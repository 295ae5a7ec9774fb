/** What a report says beside what came of the attacks. */
export interface ProofAbout {
  /** "shop on db.example.com:5432 as owner". Never a password. Default: the database's name. */
  readonly database?: string;
  /** The configuration file's name. */
  readonly configFile?: string;
  /** Roles that see every tenant by intent: nobody attacks as them. */
  readonly trustedRoles?: readonly string[];
}
