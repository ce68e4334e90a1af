// What a deployment is told; docs/configuration.md says what each setting means.

@export()
@description('One Wix site and the external loyalty system that it is kept in step with.')
type site = {
  @description('The app\'s instanceId on the site, a GUID. Its settings and secrets are named after it.')
  @minLength(36)
  @maxLength(36)
  instanceId: string

  @description('For messages and logs.')
  name: string

  @description('IANA time zone of the merchant.')
  timeZone: string?

  @description('Base address of the external system\'s API; https.')
  externalBaseAddress: string

  @description('How many webhook secrets the vault holds for the site: 2 while one is rotated, else 1.')
  webhookSecrets: (1 | 2)?

  @description('Any other setting of the site, e.g. { External__NegativeBalances: \'true\' }. Never a secret.')
  settings: settings?
}

@export()
@description('Settings by name; levels are parted by two underscores.')
type settings = {
  *: string
}

@export()
@description('The Wix app that this deployment is; none of this is secret.')
type wixApp = {
  @description('The app\'s id, from its dashboard.')
  appId: string

  @description('The app\'s webhook public key, base64 of the PEM.')
  publicKey: string
}

@export()
@description('How large the app may grow.')
type scale = {
  @description('HTTP instances that never go away; Wix waits 1,250 ms for an answer and a cold start takes longer.')
  @minValue(0)
  alwaysReadyHttp: int

  @description('The most instances of each group of functions.')
  @minValue(1)
  @maxValue(1000)
  maximumInstanceCount: int

  instanceMemoryMB: 512 | 2048 | 4096
}

@export()
@description('When the alerts fire.')
type alertLimits = {
  @description('Minutes that the oldest message of a queue may wait.')
  oldestMessageMinutes: int

  @description('Time without any webhook from Wix that is suspicious for these sites, as the alert\'s window.')
  silentWix: 'PT1H' | 'PT2H' | 'PT3H' | 'PT6H' | 'P1D' | 'P2D'
}

@export()
@description('Tags of a resource.')
type tagSet = {
  *: string
}
