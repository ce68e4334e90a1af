// A network of the app's own: one subnet that it calls out from, one for the endpoints that it calls.
import { tagSet } from 'types.bicep'

param name string
param subnetPrefix string
param location string
param tags tagSet

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: '${subnetPrefix}app'
        properties: {
          // Each instance of a Flex Consumption app takes an address.
          addressPrefix: '10.0.0.0/22'
          delegations: [
            {
              name: 'functions'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: '${subnetPrefix}endpoints'
        properties: {
          addressPrefix: '10.0.4.0/24'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource app 'subnets' existing = { name: '${subnetPrefix}app' }
  resource endpoints 'subnets' existing = { name: '${subnetPrefix}endpoints' }
}

output id string = network.id
output appSubnetId string = network::app.id
output endpointSubnetId string = network::endpoints.id
